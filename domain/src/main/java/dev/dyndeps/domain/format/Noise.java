package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition.Ignored;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What operating systems, editors and tools leave behind: never part of a dependency, always reported. */
final class Noise {
    private static final ImmutableMap<String, String> FOLDERS = ImmutableMap.<String, String>builder()
            .put("__MACOSX", "written by macOS")
            .put(".git", "version control")
            .put(".hg", "version control")
            .put(".svn", "version control")
            .put("__pycache__", "compiled by Python")
            .put("node_modules", "JavaScript packages")
            .put(".tox", "environments of tox")
            .put(".nox", "environments of nox")
            .put(".mypy_cache", "cache of mypy")
            .put(".pytest_cache", "cache of pytest")
            .put(".ruff_cache", "cache of ruff")
            .put(".ipynb_checkpoints", "checkpoints of Jupyter")
            .put(".idea", "settings of an editor")
            .put(".vscode", "settings of an editor")
            .buildOrThrow();

    private static final ImmutableSet<String> DESKTOP = ImmutableSet.of("thumbs.db", "desktop.ini");

    private Noise() {}

    /** The noise among the files: the highest folder that is noise as a whole, or the file. */
    static ImmutableList<Ignored> in(FileTree tree) {
        Set<ArchivePath> environments = new TreeSet<>();
        for (ArchivePath folder : tree.folders()) {
            if (tree.file(folder, "pyvenv.cfg").isPresent()) {
                environments.add(folder);
            }
        }
        Cuts cuts = new Cuts();
        for (ArchivePath file : tree.files()) {
            if (!cuts.cover(file)) {
                find(file, environments).ifPresent(cuts::add);
            }
        }
        return cuts.all();
    }

    private static Optional<Ignored> find(ArchivePath file, Set<ArchivePath> environments) {
        if (environments.contains(ArchivePath.ROOT)) {
            return Optional.of(environment(ArchivePath.ROOT));
        }
        int end = 0;
        for (String segment : file.segments()) {
            end += segment.length();
            ArchivePath path = new ArchivePath(file.value().substring(0, end));
            end++;
            if (environments.contains(path)) {
                return Optional.of(environment(path));
            }
            String reason = FOLDERS.get(segment);
            if (reason != null) {
                return Optional.of(new Ignored(path, reason));
            }
        }
        return fileReason(file.name()).map(reason -> new Ignored(file, reason));
    }

    private static Ignored environment(ArchivePath folder) {
        return new Ignored(folder, "a virtual environment (pyvenv.cfg), which works on no other machine");
    }

    private static Optional<String> fileReason(String name) {
        if (name.startsWith("._") || name.equals(".DS_Store")) {
            return Optional.of("written by macOS");
        }
        if (DESKTOP.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("written by Windows");
        }
        if (name.endsWith(".pyc") || name.endsWith(".pyo")) {
            return Optional.of("compiled by Python");
        }
        return Optional.empty();
    }

    /** Whether a folder directly inside a project is what its builds leave behind. */
    static boolean isBuildOutput(String folder) {
        return folder.equals("build") || folder.equals("dist") || folder.endsWith(".egg-info");
    }
}
