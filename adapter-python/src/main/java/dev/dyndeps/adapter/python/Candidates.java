package dev.dyndeps.adapter.python;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Where interpreters may be: on PATH, and in the folders of the usual version managers. Looks at names only. */
final class Candidates {
    private static final Pattern ON_PATH = Pattern.compile("python3(\\.\\d+)?");

    /** Below the home folder: those who hold a folder for each installed Python. */
    private static final ImmutableList<String> MANAGERS = ImmutableList.of(
            ".pyenv/versions",
            ".local/share/uv/python",
            ".asdf/installs/python",
            ".local/share/mise/installs/python",
            "miniconda3/envs",
            "anaconda3/envs",
            "miniforge3/envs",
            "mambaforge/envs");

    private static final ImmutableList<String> CONDA =
            ImmutableList.of("miniconda3", "anaconda3", "miniforge3", "mambaforge");

    private final Variables variables;
    private final Path home;

    Candidates(Variables variables, Path home) {
        this.variables = variables;
        this.home = home;
    }

    /** The file of that name on PATH that would be run, and those behind it. */
    ImmutableList<Path> onPath(String name) {
        return path().stream()
                .map(folder -> folder.resolve(name))
                .filter(Candidates::isProgram)
                .collect(ImmutableList.toImmutableList());
    }

    /** Every file that may be an interpreter: those on PATH first, then those of the version managers. */
    ImmutableList<Path> all() {
        ImmutableSet.Builder<Path> found = ImmutableSet.builder();
        for (Path folder : path()) {
            children(folder).stream()
                    .filter(file ->
                            ON_PATH.matcher(file.getFileName().toString()).matches())
                    .filter(Candidates::isProgram)
                    .forEach(found::add);
        }
        variables.get("CONDA_PREFIX").map(Path::of).ifPresent(prefix -> addTo(found, prefix));
        for (String manager : MANAGERS) {
            children(home.resolve(manager)).forEach(prefix -> addTo(found, prefix));
        }
        CONDA.forEach(prefix -> addTo(found, home.resolve(prefix)));
        return found.build().asList();
    }

    private static void addTo(ImmutableSet.Builder<Path> found, Path prefix) {
        Path python = prefix.resolve("bin").resolve("python3");
        if (isProgram(python)) {
            found.add(python);
        }
    }

    private ImmutableList<Path> path() {
        ImmutableList.Builder<Path> folders = ImmutableList.builder();
        for (String folder : Splitter.on(File.pathSeparator)
                .omitEmptyStrings()
                .split(variables.get("PATH").orElse(""))) {
            try {
                folders.add(Path.of(folder));
            } catch (InvalidPathException unusable) {
                // No file can be found there.
            }
        }
        return folders.build();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static List<Path> children(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return ImmutableList.sortedCopyOf(Collections.reverseOrder(), entries);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return ImmutableList.of();
        }
    }
}
