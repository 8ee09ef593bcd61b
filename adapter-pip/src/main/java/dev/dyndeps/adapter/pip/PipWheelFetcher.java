package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.adapter.python.Together;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Fetches with {@code pip download}, some at once: what the operator's pip can reach is reached, with its credentials,
 * certificates, proxy and cache.
 */
public final class PipWheelFetcher implements WheelFetcher {
    static final int MOST_AT_ONCE = 4;

    private final PipTools tools;

    public PipWheelFetcher(PipTools tools) {
        this.tools = tools;
    }

    @Override
    public void fetch(ImmutableList<ResolvedWheel> wheels, Path into, Arrivals arrivals, ProgressListener progress) {
        ImmutableList<ResolvedWheel> distinct = distinct(wheels);
        if (distinct.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(into);
            ManagedEnvironment environment = tools.environment();
            AtomicInteger done = new AtomicInteger();
            progress.advance(0, distinct.size(), ProgressListener.Unit.PIECES);
            OutputListener listener = (source, line) -> {
                if (line.startsWith("Saved ")) {
                    progress.advance(done.incrementAndGet(), distinct.size(), ProgressListener.Unit.PIECES);
                }
            };
            PipDownload download = new PipDownload(tools, environment);
            ImmutableList<Together.Part> parts = DownloadPart.of(distinct).stream()
                    .map(part -> (Together.Part) () -> run(part, download, into, arrivals, listener))
                    .collect(ImmutableList.toImmutableList());
            Together.run(parts, MOST_AT_ONCE, "the download of wheels");
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    into.toString(),
                    "the wheels cannot be put there: " + e.getMessage(),
                    "Free some space there, or choose another cache folder with DYNDEPS_CACHE");
        }
    }

    /** Into a folder of its own, which goes: pip copies, and may be ended in the middle of that. */
    private static void run(
            DownloadPart part, PipDownload download, Path into, Arrivals arrivals, OutputListener listener)
            throws IOException {
        Path folder = Files.createTempDirectory(into, "part");
        try {
            download.run(part.options(), part.lines(), folder, listener);
            for (ResolvedWheel wheel : part.wheels()) {
                Path file = folder.resolve(wheel.name().fileName());
                arrivals.arrived(
                        checked(wheel, file),
                        Files.move(file, into.resolve(wheel.name().fileName()), StandardCopyOption.ATOMIC_MOVE));
            }
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static Digests checked(ResolvedWheel wheel, Path file) throws IOException {
        HashCode found = PipDownload.sha256(file);
        if (found.equals(wheel.sha256())) {
            return new Digests(
                    found, MoreFiles.asByteSource(file).hash(Hashing.crc32()).padToLong());
        }
        throw new UserError(
                Code.LOCK_MISMATCH,
                wheel.name().fileName(),
                "its digest is sha256:" + found + " and not sha256:" + wheel.sha256(),
                "Find out who changed it, or make the lock file anew");
    }

    private static ImmutableList<ResolvedWheel> distinct(List<ResolvedWheel> wheels) {
        return ImmutableList.copyOf(wheels.stream()
                .collect(ImmutableMap.toImmutableMap(ResolvedWheel::sha256, Function.identity(), (a, b) -> a))
                .values());
    }
}
