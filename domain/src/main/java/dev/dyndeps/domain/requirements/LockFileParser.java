package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.SmallFiles;
import dev.dyndeps.domain.format.TomlParser;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Marker;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.requirements.LockFile.LockedPackage;
import dev.dyndeps.domain.requirements.LockFile.Sdist;
import dev.dyndeps.domain.requirements.LockFile.Wheel;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads lock files, version 1 (PEP 751). */
final class LockFileParser {
    private static final int SHA256_DIGITS = 64;

    private LockFileParser() {}

    static LockFile parse(byte[] bytes, TomlParser toml, String where) {
        LockTable root = new LockTable(document(bytes, toml, where), where);
        String version = root.required("lock-version");
        if (!version.equals("1") && !version.startsWith("1.")) {
            throw root.wrong(
                    "lock-version", "is " + Refusal.quote(version) + ", of which nothing is known here; 1.0 is");
        }
        root.required("created-by");
        if (!root.values().containsKey("packages")) {
            throw root.wrong("packages", "is missing");
        }
        return new LockFile(
                where,
                root.texts("environments").stream()
                        .map(text -> root.parsed("environments", text, Marker::parse))
                        .collect(ImmutableList.toImmutableList()),
                root.parsed("requires-python", SpecifierSet::parse).orElse(SpecifierSet.ANY),
                root.tables("packages").stream()
                        .map(LockFileParser::readPackage)
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Map<?, ?> document(byte[] bytes, TomlParser toml, String where) {
        if (bytes.length >= SmallFiles.MAX_BYTES) {
            throw refused(where, "it is larger than 1 MiB");
        }
        try {
            return toml.read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    where);
        } catch (CharacterCodingException e) {
            throw refused(where, "it is not UTF-8, as TOML must be");
        } catch (UserError e) {
            throw refused(e.where(), e.what());
        }
    }

    private static UserError refused(String where, String what) {
        return new UserError(Code.LOCK_MISMATCH, where, what, "Make the lock file again with the tool that wrote it");
    }

    private static LockedPackage readPackage(LockTable unnamed) {
        String name = unnamed.required("name");
        LockTable table = new LockTable(unnamed.values(), unnamed.where() + " (" + Refusal.quote(name) + ")");
        LockedPackage read = new LockedPackage(
                table.where(),
                table.parsed("name", name, DistributionName::of),
                table.parsed("version", Version::parse),
                table.parsed("marker", Marker::parse),
                table.parsed("requires-python", SpecifierSet::parse).orElse(SpecifierSet.ANY),
                table.tables("wheels").stream().map(LockFileParser::wheel).collect(ImmutableList.toImmutableList()),
                table.table("sdist").map(LockFileParser::sdist),
                table.table("directory").map(directory -> directory.required("path")),
                Stream.of("vcs", "archive")
                        .filter(source -> table.values().containsKey(source))
                        .findFirst());
        boolean bare = read.wheels().isEmpty()
                && read.sdist().isEmpty()
                && read.directory().isEmpty()
                && read.other().isEmpty();
        if (bare) {
            throw table.wrong("wheels", "is missing, and so is every other source");
        }
        for (Wheel wheel : read.wheels()) {
            boolean fits = wheel.name().name().equals(read.name())
                    && read.version().map(wheel.name().version()::equals).orElse(true);
            if (!fits) {
                throw table.wrong("wheels", "has " + wheel.name().fileName() + ", which is of another name or version");
            }
        }
        return read;
    }

    private static Wheel wheel(LockTable table) {
        Optional<String> url = table.text("url");
        Optional<String> path = table.text("path");
        String place = path.or(() -> url).orElseThrow(() -> table.wrong("url", "is missing, and so is 'path'"));
        return new Wheel(
                table.parsed("name", table.text("name").orElseGet(() -> fileName(place)), WheelName::parse),
                url,
                path,
                table.number("size"),
                sha256(table));
    }

    private static Sdist sdist(LockTable table) {
        Optional<String> url = table.text("url");
        Optional<String> path = table.text("path");
        if (url.isEmpty() && path.isEmpty()) {
            throw table.wrong("url", "is missing, and so is 'path'");
        }
        return new Sdist(url, path, sha256(table));
    }

    /** What a path or a URL ends in, without fragment and query. */
    private static String fileName(String place) {
        String path = place.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1).replace("%2B", "+").replace("%2b", "+");
    }

    private static HashCode sha256(LockTable table) {
        LockTable hashes = table.table("hashes").orElseThrow(() -> table.wrong("hashes", "is missing"));
        String digest = hashes.required("sha256");
        if (digest.length() != SHA256_DIGITS) {
            throw hashes.wrong("sha256", "is not of 64 hexadecimal digits");
        }
        return hashes.parsed("sha256", digest, HashCode::fromString);
    }
}
