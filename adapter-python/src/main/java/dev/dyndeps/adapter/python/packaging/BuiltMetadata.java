package dev.dyndeps.adapter.python.packaging;

import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.SpecifierSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One look into a wheel that was built here; all else of it is checked by who reads it as a wheel. */
final class BuiltMetadata {
    private BuiltMetadata() {}

    /** What {@code Requires-Python} says; empty if the metadata cannot be read, which others will say better. */
    static Optional<SpecifierSet> requiresPython(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Optional<? extends ZipEntry> metadata = zip.stream()
                    .filter(entry -> entry.getName().matches("[^/]+\\.dist-info/METADATA"))
                    .findFirst();
            if (metadata.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(metadata.get())) {
                return Optional.of(CoreMetadata.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .requiresPython());
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
    }
}
