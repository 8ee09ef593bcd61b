package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.Forgiveness;
import dev.dyndeps.domain.archive.InnerArchives;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.SourceDistributions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens inputs that are zips, whatever their file name. */
public final class ZipArchives implements InputArchives {
    private final SourceDistributions sdists;

    public ZipArchives() {
        this(new PackedSourceDistributions());
    }

    ZipArchives(SourceDistributions sdists) {
        this.sdists = sdists;
    }

    @Override
    public DependencyArchive open(Path input, ArchiveLimits limits) {
        ZipContainer zip = ZipContainer.open(input, limits, Forgiveness.OLD_TOOLS);
        try {
            InnerArchives.check(zip.listing(), path -> hasPkgInfo(zip, path, limits));
            return new ZipArchive(zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private boolean hasPkgInfo(ZipContainer zip, ArchivePath path, ArchiveLimits limits) {
        try (InputStream in = zip.open(path)) {
            return sdists.hasPkgInfo(path.name(), in, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
