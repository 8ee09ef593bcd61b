package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole outputs of failed runs, in the program's cache folder; the newest are kept. */
public final class Logs {
    private static final int KEPT = 50;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private Logs() {}

    /** The name for a new log, by time, then process, then number. */
    public static Path next(Path cacheRoot, String kind) {
        Path folder = cacheRoot.resolve("logs");
        removeOld(folder);
        return folder.resolve("pip-" + TIME.format(LocalDateTime.now(java.time.ZoneId.systemDefault())) + "-"
                + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-" + kind + ".log");
    }

    /** The run went well: nobody will read this. */
    public static void drop(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException stays) {
            // It goes with the old ones one day.
        }
    }

    private static void removeOld(Path folder) {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "pip-*.log")) {
            List<Path> byTime = ImmutableList.sortedCopyOf(logs);
            byTime.subList(0, Math.max(0, byTime.size() - KEPT)).forEach(Logs::drop);
        } catch (IOException | DirectoryIteratorException none) {
            // No folder yet, or not ours to clean.
        }
    }
}
