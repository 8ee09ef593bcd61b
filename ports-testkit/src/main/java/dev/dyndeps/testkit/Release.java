package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file that a {@link PackageIndex} offers, and what it says about it.
 *
 * @param distribution the project that it is listed under
 * @param digest the SHA-256 that the index names, true or not; empty if it names none
 * @param metadata METADATA as a file of its own (PEP 658), if the index has that
 * @param attributes of its link, such as {@code data-yanked}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Release(
        String distribution,
        String fileName,
        byte[] bytes,
        Optional<String> digest,
        Optional<byte[]> metadata,
        ImmutableMap<String, String> attributes) {

    /** Listed with its true digest. */
    public Release(String distribution, String fileName, byte[] bytes) {
        this(
                distribution,
                fileName,
                bytes,
                Optional.of(PackageIndex.sha256(bytes)),
                Optional.empty(),
                ImmutableMap.of());
    }

    /** Listed as a wheel with its true digest, without metadata of its own. */
    public static Release of(WheelMaker wheel) {
        return new Release(wheel.name(), wheel.fileName(), wheel.bytes()).requiringPython(wheel.requiresPythonText());
    }

    /** Withdrawn (PEP 592). */
    public Release yanked(String reason) {
        return attribute("data-yanked", reason);
    }

    /** As {@code data-requires-python}; an empty text changes nothing. */
    public Release requiringPython(String specifiers) {
        return specifiers.isEmpty() ? this : attribute("data-requires-python", specifiers);
    }

    /** Listed under another digest than its own. */
    public Release listedAs(String sha256) {
        return new Release(distribution, fileName, bytes, Optional.of(sha256), metadata, attributes);
    }

    /** Listed without a digest. */
    public Release withoutDigest() {
        return new Release(distribution, fileName, bytes, Optional.empty(), metadata, attributes);
    }

    /** With METADATA as a file of its own. */
    public Release withMetadata(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Release(distribution, fileName, bytes, digest, Optional.of(content), attributes)
                .attribute("data-core-metadata", "sha256=" + PackageIndex.sha256(content));
    }

    private Release attribute(String name, String value) {
        return new Release(
                distribution,
                fileName,
                bytes,
                digest,
                metadata,
                ImmutableMap.<String, String>builder()
                        .putAll(attributes)
                        .put(name, value)
                        .buildKeepingLast());
    }
}
