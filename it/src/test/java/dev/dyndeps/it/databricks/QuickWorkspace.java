package dev.dyndeps.it.databricks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Faults;
import dev.dyndeps.emulator.jobs.EmulatedJobs;
import dev.dyndeps.emulator.jobs.JobsOptions;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An emulated workspace for one test, whose tasks are {@link QuickTasks}, and the program against it. */
final class QuickWorkspace implements AutoCloseable {
    static final String VOLUME = "/Volumes/main/default/dyndeps";
    static final String DBFS = "dbfs:/FileStore/pyfiles_test";
    static final String USER = "user@example.com";

    final EmulatedWorkspace emulated;
    final EmulatedJobs jobs;
    final QuickTasks tasks = new QuickTasks();

    private final Path folder;

    QuickWorkspace() {
        try {
            folder = Files.createTempDirectory("quick-workspace");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        emulated = EmulatedWorkspace.start(
                EmulatedWorkspace.Options.in(folder.resolve("files")).withUser(USER));
        emulated.storage().createVolume("main", "default", "dyndeps");
        jobs = EmulatedJobs.addTo(emulated, JobsOptions.STANDARD, tasks);
    }

    Faults faults() {
        return emulated.faults();
    }

    /** A folder of its own for whatever a test needs; it goes with the workspace. */
    Path folder() {
        return folder;
    }

    /** By which the program finds it and nothing else. */
    ImmutableMap<String, String> variables() {
        ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
        System.getenv().keySet().stream()
                .filter(name -> name.startsWith("DATABRICKS_"))
                .forEach(name -> variables.put(name, ""));
        return variables
                .put("DATABRICKS_HOST", emulated.url().toString())
                .put("DATABRICKS_TOKEN", emulated.token())
                .put("DATABRICKS_CONFIG_FILE", configFile().toString())
                .buildKeepingLast();
    }

    /** Takes the place of {@code ~/.databrickscfg}; it is not there. */
    Path configFile() {
        return folder.resolve("databrickscfg");
    }

    Dyndeps.Result run(String... arguments) {
        return Dyndeps.run(variables(), arguments);
    }

    /** Runs a wheelhouse, so that all of the time goes into the workspace. */
    Dyndeps.Result runWheelhouse(String base, String... more) {
        return run(Stream.concat(
                        Stream.of("run", wheelhouse().toString(), "--on", "databricks", "--base", base),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** A wheelhouse that was built once for all tests. */
    static Path wheelhouse() {
        return Wheelhouse.FILE;
    }

    /** Built when it is first asked for. */
    private static final class Wheelhouse {
        static final Path FILE = build();

        private static Path build() {
            Path out = Dyndeps.CACHE.resolve("quick");
            Dyndeps.json(
                    "build", Dyndeps.example("pure_python.zip"), "--target", "dbr-14.3", "--output", out.toString());
            try (Stream<Path> files = Files.list(out)) {
                return files.filter(file -> file.toString().endsWith(".wheelhouse.zip"))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The files of runs below a base, sorted. */
    ImmutableList<String> leftOfRuns(String base) {
        Path runs = onDisk(base + "/runs");
        if (!Files.exists(runs)) {
            return ImmutableList.of();
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> runs.relativize(file).toString())
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a path of its storage is on this machine. */
    Path onDisk(String path) {
        return emulated.root()
                .resolve(path.startsWith("dbfs:/") ? "dbfs/" + path.substring("dbfs:/".length()) : path.substring(1));
    }

    @Override
    public void close() {
        emulated.close();
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
