package dev.dyndeps.adapter.zip;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.Interrupted;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/** Writes zips that are the same for the same plan, on any machine, and that CPython's zip import can read. */
public final class ZipArchiveWriter implements ArchiveWriter {
    @Override
    public Written write(ZipPlan plan, Sources sources, Path out) {
        long size = PlannedSize.of(plan, out.toString());
        Path target = out.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(requireNonNull(target.getParent()));
            HashCode sha256 = pack(plan, sources, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return new Written(out, size, sha256);
        } catch (ClosedByInterruptException e) {
            throw new Interrupted("the writing of " + out);
        } catch (IOException e) {
            throw unwritable(out, size, e);
        } finally {
            remove(part);
        }
    }

    private static HashCode pack(ZipPlan plan, Sources sources, Path part) throws IOException {
        try (StoredZip zip = StoredZip.create(part)) {
            for (ZipPlan.Entry entry : plan.entries()) {
                zip.add(entry, sources);
            }
            return zip.finish();
        }
    }

    private static UserError unwritable(Path out, long size, IOException e) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE,
                out.toString(),
                String.format(Locale.ROOT, "the file of %,d bytes cannot be written (%s)", size, reason(e)),
                "Make room for it, or choose another folder");
    }

    /** Errors of a file system often have nothing to say but the file's name. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The error that led here is the one to tell.
        }
    }
}
