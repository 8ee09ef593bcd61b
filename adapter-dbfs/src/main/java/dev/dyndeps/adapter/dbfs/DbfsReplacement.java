package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.service.files.FileInfo;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Optional;

/** Waits out the moment in which a file of DBFS is not there because another is about to be moved to its place. */
record DbfsReplacement(DbfsFiles files, Place place) {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PAUSES = 30;

    /** What is there; empty if nothing is and nothing beside it is on its way, or not within some seconds. */
    Optional<FileInfo> await() {
        Optional<FileInfo> found = files.look(place);
        for (int pause = 0; found.isEmpty() && pause < PAUSES && isOnItsWay(); pause++) {
            Uninterruptibles.sleepUninterruptibly(PAUSE);
            found = files.look(place);
        }
        return found;
    }

    private boolean isOnItsWay() {
        return !Thread.currentThread().isInterrupted()
                && files.everything(place.folder()).stream()
                        .map(stat -> stat.path().name())
                        .anyMatch(name -> DbfsPart.isPart(name) || name.equals(place.name()));
    }
}
