package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.Forgiveness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.WheelhouseReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Opens wheelhouses with the strict reading of inputs and wheels. */
public final class ZipWheelhouseReader implements WheelhouseReader {
    private static final ArchivePath MANIFEST = ArchivePath.of(Manifest.FILE);
    private static final int MAX_MANIFEST = 64 << 20;

    @Override
    public OpenWheelhouse open(Path wheelhouse) {
        ZipContainer zip = container(wheelhouse);
        try {
            return new OpenZip(zip, manifest(zip, wheelhouse));
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipContainer container(Path wheelhouse) {
        try {
            return ZipContainer.open(wheelhouse, ArchiveLimits.WHEEL, Forgiveness.NONE);
        } catch (UserError e) {
            throw e.code() == Code.INPUT_MISSING
                    ? e
                    : malformed(
                            wheelhouse,
                            e.where().equals(wheelhouse.toString()) ? e.what() : e.where() + ": " + e.what());
        }
    }

    private static Manifest manifest(ZipContainer zip, Path wheelhouse) {
        if (!zip.listing().contains(MANIFEST)) {
            throw malformed(wheelhouse, "it has no " + Manifest.FILE);
        }
        try (InputStream in = zip.open(MANIFEST)) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST);
            return ManifestJson.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw malformed(wheelhouse, "its " + Manifest.FILE + " cannot be used: " + e.getMessage());
        } catch (UserError e) {
            throw malformed(wheelhouse, "its " + Manifest.FILE + " cannot be used: " + e.where() + ": " + e.what());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError malformed(Path wheelhouse, String what) {
        return new UserError(
                Code.WHEELHOUSE_MALFORMED,
                wheelhouse.toString(),
                what,
                "Build the wheelhouse again with 'dyndeps build', by this version of the program");
    }

    /** A wheelhouse that is a zip. */
    private record OpenZip(ZipContainer zip, Manifest manifest) implements OpenWheelhouse {
        @Override
        public ImmutableList<String> entries() {
            return zip.container().entries().stream()
                    .map(entry -> entry.header().rawName().getBytes(StandardCharsets.ISO_8859_1))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public InputStream open(String entry) {
            return zip.open(ArchivePath.of(entry));
        }

        @Override
        public Optional<String> differenceFrom(ZipPlan plan) {
            return zip.differenceFrom(plan);
        }

        @Override
        public void close() {
            zip.close();
        }
    }
}
