package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

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
    public ImmutableMap<HashCode, Path> fetch(
            ImmutableList<ResolvedWheel> wheels, Path into, ProgressListener progress) {
        ImmutableList<ResolvedWheel> distinct = wheels.stream().distinct().collect(ImmutableList.toImmutableList());
        if (distinct.isEmpty()) {
            return ImmutableMap.of();
        }
        try {
            Files.createDirectories(into);
            ManagedEnvironment environment = tools.environment();
            AtomicInteger done = new AtomicInteger();
            progress.advance(0, distinct.size());
            OutputListener listener = (source, line) -> {
                if (line.startsWith("Saved ")) {
                    progress.advance(done.incrementAndGet(), distinct.size());
                }
            };
            PipDownload download = new PipDownload(tools, environment);
            all(DownloadPart.of(distinct).stream()
                    .map(part -> (Part) () -> download.run(part.options(), part.lines(), into, listener))
                    .collect(ImmutableList.toImmutableList()));
            return checked(distinct, into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableMap<HashCode, Path> checked(ImmutableList<ResolvedWheel> wheels, Path into)
            throws IOException {
        ImmutableMap.Builder<HashCode, Path> files = ImmutableMap.builder();
        for (ResolvedWheel wheel : wheels) {
            Path file = into.resolve(wheel.name().fileName());
            HashCode found = PipDownload.sha256(file);
            if (!found.equals(wheel.sha256())) {
                throw new UserError(
                        Code.LOCK_MISMATCH,
                        wheel.name().fileName(),
                        "its digest is sha256:" + found + " and not sha256:" + wheel.sha256(),
                        "Find out who changed it, or make the lock file anew");
            }
            files.put(wheel.sha256(), file);
        }
        return files.buildKeepingLast();
    }

    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }

    /** Runs all; the first failure ends the others. */
    private static void all(ImmutableList<Part> parts) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, parts.size()));
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(pool);
            List<Object> started = new ArrayList<>();
            for (Part part : parts) {
                started.add(running.submit(() -> {
                    part.run();
                    return true;
                }));
            }
            for (int i = 0; i < started.size(); i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the download of wheels");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new UncheckedExecutionException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
