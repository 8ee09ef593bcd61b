package dev.dyndeps.adapter.zip;

import static dev.dyndeps.adapter.zip.ZipWheelReader.malformed;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The {@code NAME-VERSION.dist-info} folder of a wheel. */
final class DistInfo {
    private static final String SUFFIX = ".dist-info";
    private static final int MAX_TEXT = 64 << 20;

    private final ZipContainer zip;
    private final ArchivePath folder;

    private DistInfo(ZipContainer zip, ArchivePath folder) {
        this.zip = zip;
        this.folder = folder;
    }

    /** Finds the one that there is, which must be called after the distribution and have the files that it must have. */
    static DistInfo find(ZipContainer zip, WheelName name) {
        ImmutableList<String> folders = zip.entries().keySet().stream()
                .filter(path -> path.depth() > 1)
                .map(path -> path.segments().get(0))
                .filter(top -> top.endsWith(SUFFIX))
                .distinct()
                .collect(ImmutableList.toImmutableList());
        if (folders.size() != 1) {
            throw malformed(
                    name.fileName(),
                    folders.isEmpty()
                            ? "it has no .dist-info folder"
                            : "it has several .dist-info folders: "
                                    + Joiner.on(", ").join(folders));
        }
        String folder = folders.get(0);
        if (!isOf(folder.substring(0, folder.length() - SUFFIX.length()), name)) {
            throw malformed(name.fileName(), "its folder " + folder + " is that of another distribution or version");
        }
        DistInfo distInfo = new DistInfo(zip, ArchivePath.of(folder));
        for (String file : ImmutableList.of("WHEEL", "METADATA", "RECORD")) {
            if (!distInfo.contains(file)) {
                throw malformed(name.fileName(), "it has no " + distInfo.path(file));
            }
        }
        return distInfo;
    }

    private static boolean isOf(String stem, WheelName wheel) {
        int hyphen = stem.lastIndexOf('-');
        try {
            return hyphen > 0
                    && DistributionName.of(stem.substring(0, hyphen)).equals(wheel.name())
                    && Version.parse(stem.substring(hyphen + 1).replace('_', '-'))
                                    .compareTo(wheel.version())
                            == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    String folder() {
        return folder.value();
    }

    ArchivePath path(String file) {
        return folder.resolve(file);
    }

    boolean contains(String file) {
        return zip.listing().contains(path(file));
    }

    /** The text of a file; bytes that are not UTF-8, as old tools wrote them into descriptions, are replaced. */
    String text(String file) {
        try (InputStream in = zip.open(path(file))) {
            byte[] bytes = in.readNBytes(MAX_TEXT);
            if (bytes.length == MAX_TEXT) {
                throw malformed(path(file), "the file has more than " + (MAX_TEXT >> 20) + " MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A newer major version must not be installed by a tool that does not know it. */
    void checkWheelVersion() {
        String version = Splitter.onPattern("\r?\n")
                .splitToStream(text("WHEEL"))
                .filter(line -> line.startsWith("Wheel-Version:"))
                .map(line -> line.substring("Wheel-Version:".length()).strip())
                .findFirst()
                .orElseThrow(() -> malformed(path("WHEEL"), "it does not say which Wheel-Version it has"));
        if (!version.startsWith("1.")) {
            throw malformed(path("WHEEL"), "the Wheel-Version " + version + " is none that we know; 1.0 is");
        }
    }
}
