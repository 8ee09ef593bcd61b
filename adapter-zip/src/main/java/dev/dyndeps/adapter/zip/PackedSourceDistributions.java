package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.port.SourceDistributions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Looks into source distributions by streaming through them. How they are read decides only whether they are one: what
 * is in them is pip's to unpack.
 */
public final class PackedSourceDistributions implements SourceDistributions {
    @Override
    public boolean hasPkgInfo(String fileName, InputStream content, ArchiveLimits limits) throws IOException {
        CountedStream packed = new CountedStream(content);
        try {
            return fileName.toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? hasPkgInfo(fileName, packed, new ZipArchiveInputStream(packed), limits)
                    : hasPkgInfo(fileName, packed, untarred(fileName, packed, limits), limits);
        } catch (IOException e) {
            if (packed.failed()) {
                throw e;
            }
            return false;
        }
    }

    private static TarArchiveInputStream untarred(String fileName, CountedStream packed, ArchiveLimits limits)
            throws IOException {
        InputStream tar = GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
        return new TarArchiveInputStream(new LimitedStream(fileName, tar, packed, limits));
    }

    private static boolean hasPkgInfo(
            String fileName,
            CountedStream packed,
            ArchiveInputStream<? extends ArchiveEntry> archive,
            ArchiveLimits limits)
            throws IOException {
        long entries = 0;
        for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            entries++;
            limits.checkEntries(fileName, entries);
            limits.checkTotal(fileName, archive.getBytesRead(), packed.count());
            String name = entry.getName();
            int slash = name.indexOf('/');
            if (!entry.isDirectory() && slash > 0 && name.substring(slash + 1).equals("PKG-INFO")) {
                return true;
            }
        }
        return false;
    }
}
