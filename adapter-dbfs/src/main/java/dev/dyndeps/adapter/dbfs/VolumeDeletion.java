package dev.dyndeps.adapter.dbfs;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.files.FilesAPI;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.port.ArtifactStore.Stat;
import dev.dyndeps.port.Interrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Deletes folders of a Volume, which the service does only when they are empty: level by level, first all files, then the
 * folders from the deepest up, ten requests at once. What others delete meanwhile is gone, and what they add is deleted, too.
 */
final class VolumeDeletion {
    /** More requests at once are answered with 429. */
    private static final int AT_ONCE = 10;

    /** How often a folder may turn out not to be empty after all. */
    private static final int ROUNDS = 5;

    private final FilesAPI files;
    private final VolumeFiles volume;
    private final Retries retries;

    VolumeDeletion(FilesAPI files, VolumeFiles volume, Retries retries) {
        this.files = files;
        this.volume = volume;
        this.retries = retries;
    }

    void delete(Stat what, Place place) {
        if (!what.folder()) {
            deleteFile(place);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE,
                new ThreadFactoryBuilder()
                        .setDaemon(true)
                        .setNameFormat("delete-%d")
                        .build());
        try {
            for (int round = 1; ; round++) {
                try {
                    empty(place, threads);
                    return;
                } catch (DatabricksException e) {
                    if (round == ROUNDS || !isNotEmpty(e)) {
                        throw e;
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void empty(Place top, ExecutorService threads) {
        List<ImmutableList<Place>> levels = new ArrayList<>();
        for (ImmutableList<Place> level = ImmutableList.of(top); !level.isEmpty(); ) {
            levels.add(level);
            ImmutableList<Listed> found = level.stream()
                    .map(folder ->
                            new Listed(folder, retries.get("listing " + folder.where(), () -> volume.list(folder))))
                    .collect(toImmutableList());
            all(threads, places(found, false), this::deleteFile);
            level = places(found, true);
        }
        for (int level = levels.size() - 1; level >= 0; level--) {
            all(threads, levels.get(level), this::deleteFolder);
        }
    }

    private record Listed(Place folder, ImmutableList<Stat> children) {}

    private static ImmutableList<Place> places(ImmutableList<Listed> found, boolean folders) {
        return found.stream()
                .flatMap(listed -> listed.children().stream()
                        .filter(child -> child.folder() == folders)
                        .map(child -> listed.folder().child(child.path().name())))
                .collect(toImmutableList());
    }

    private void deleteFile(Place place) {
        retries.run("deleting " + place.where(), () -> gone(() -> files.delete(place.api())));
    }

    private void deleteFolder(Place place) {
        retries.run("deleting " + place.where(), () -> gone(() -> files.deleteDirectory(place.api())));
    }

    private static void gone(Runnable delete) {
        VolumeFiles.ifThere(() -> {
            delete.run();
            return "";
        });
    }

    private static void all(ExecutorService threads, ImmutableList<Place> places, Consumer<Place> delete) {
        List<Future<?>> running = new ArrayList<>();
        places.forEach(place -> running.add(threads.submit(() -> delete.accept(place))));
        try {
            for (Future<?> one : running) {
                Object unused = one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("deleting");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            running.forEach(one -> one.cancel(true));
        }
    }

    private static boolean isNotEmpty(DatabricksException e) {
        return ServiceAnswer.of(e)
                .filter(answer -> answer.code().equals("FILES_API_DIRECTORY_IS_NOT_EMPTY"))
                .isPresent();
    }
}
