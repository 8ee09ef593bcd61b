package dev.dyndeps.adapter.zip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.Origin;
import java.util.Arrays;

/**
 * Reads the text of {@code wheelhouse.json}. It must be the very text that the manifest would write, so that nothing in
 * it is overlooked and its digest is that of the file.
 */
final class ManifestJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCAL = "local";
    private static final String PLATFORM = "manylinux_2_";

    private ManifestJson() {}

    /** @throws IllegalArgumentException with the field that is not as it must be */
    static Manifest parse(String text) {
        JsonField root;
        try {
            root = JsonField.root(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON (" + e.getOriginalMessage() + ")", e);
        }
        long schema = root.get("schema").number();
        if (schema != Manifest.SCHEMA) {
            throw new IllegalArgumentException("schema " + schema + " is not " + Manifest.SCHEMA + ", the one we know");
        }
        Manifest manifest = new Manifest(
                target(root.get("target")),
                digest(root.get("runtime_sha256")),
                digest(root.get("input").get("sha256")),
                Format.parse(root.get("input").get("format").text()),
                root.get("wheels").list(ManifestJson::wheel),
                root.get("roots").list(JsonField::text),
                root.get("requested").list(JsonField::text),
                root.get("proof").list(ManifestJson::met),
                root.get("warnings").list(JsonField::text));
        if (!manifest.json().equals(text)) {
            throw new IllegalArgumentException("it has fields or a form that this version would not write");
        }
        return manifest;
    }

    private static TargetRuntime target(JsonField field) {
        String name = field.get("name").text();
        if (!name.equals(LOCAL)) {
            return TargetRuntime.parse(name);
        }
        String platform = field.get("platform").text();
        int end = platform.indexOf('_', PLATFORM.length());
        if (!platform.startsWith(PLATFORM) || end < 0) {
            throw field.get("platform").wrong("is no platform such as manylinux_2_35_x86_64");
        }
        try {
            return TargetRuntime.local(
                    field.get("full_version").text(),
                    Integer.parseInt(platform.substring(PLATFORM.length(), end)),
                    platform.substring(end + 1));
        } catch (NumberFormatException e) {
            throw field.get("platform").wrong("has no version of glibc");
        }
    }

    private static ManifestWheel wheel(JsonField field) {
        return new ManifestWheel(
                WheelName.parse(field.get("file").text()),
                digest(field.get("sha256")),
                field.get("size").number(),
                field.get("unpacked").number(),
                field.get("name").text(),
                field.get("roots").list(JsonField::text),
                field.get("skip").list(JsonField::text),
                field.get("requires").list(JsonField::text),
                origin(field.get("origin")));
    }

    private static Origin origin(JsonField field) {
        String kind = field.get("kind").text();
        return new Origin(
                Arrays.stream(Origin.Kind.values())
                        .filter(k -> k.id().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> field.get("kind").wrong("is not known")),
                field.get("from").text(),
                field.get("tool").text(),
                field.optional("sdist_sha256").map(ManifestJson::digest));
    }

    private static Completeness.Met met(JsonField field) {
        return new Completeness.Met(
                field.get("by").text(),
                field.get("requires").text(),
                field.get("met_by").text());
    }

    private static HashCode digest(JsonField field) {
        String text = field.text();
        if (text.length() != 64 || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw field.wrong("is no SHA-256 in lower-case hexadecimal digits");
        }
        return HashCode.fromString(text);
    }
}
