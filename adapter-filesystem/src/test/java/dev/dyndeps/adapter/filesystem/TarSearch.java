package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.port.SourceDistributions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Finds the name in the text of a small tar; the real one is another adapter's. */
final class TarSearch implements SourceDistributions {
    @Override
    public boolean hasPkgInfo(String fileName, InputStream content, ArchiveLimits limits) {
        try {
            byte[] tar = new GZIPInputStream(content).readAllBytes();
            return new String(tar, StandardCharsets.ISO_8859_1).contains("/PKG-INFO\0");
        } catch (IOException notPacked) {
            return false;
        }
    }
}
