package dev.dyndeps.adapter.zip;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.port.DependencyArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** An input that is a zip. */
final class ZipArchive implements DependencyArchive {
    private final ZipContainer zip;
    private Optional<HashCode> digest = Optional.empty();

    ZipArchive(ZipContainer zip) {
        this.zip = zip;
    }

    @Override
    public ArchiveListing listing() {
        return zip.listing();
    }

    @Override
    public HashCode digest() {
        HashCode known = digest.orElseGet(zip::sha256);
        digest = Optional.of(known);
        return known;
    }

    @Override
    public byte[] bytes(ArchivePath file) {
        try (InputStream in = open(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(ArchivePath file) {
        return zip.open(file);
    }

    @Override
    public void extract(ArchivePath folder, Path into) {
        Extraction extraction = new Extraction(into);
        for (ArchiveEntry entry : listing().files()) {
            if (entry.path().isIn(folder)) {
                ArchivePath relative = entry.path().equals(folder)
                        ? ArchivePath.of(folder.name())
                        : entry.path().relativeTo(folder);
                extraction.write(relative, entry.executable(), () -> zip.open(entry.path()));
            }
        }
    }

    @Override
    public void close() {
        zip.close();
    }
}
