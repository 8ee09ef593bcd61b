package dev.dyndeps.domain.format;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Refuses what has no shape, or looks like one and is something else. */
final class Guards {
    private static final String LOOKED_FOR =
            "requirements.txt, a project (pyproject.toml, setup.py, setup.cfg), wheels, "
                    + "source distributions, Python files or a pylock.toml";

    private Guards() {}

    /** Row 0: nothing was found. */
    static UserError empty(FileTree found, List<Recognition.Ignored> ignored) {
        String next = "Put at least one of these in: " + LOOKED_FOR;
        String what;
        if (found.files().isEmpty()) {
            what = "the input has no files"
                    + (ignored.isEmpty()
                            ? ""
                            : " but these, which never count: "
                                    + ignored.stream()
                                            .limit(3)
                                            .map(i -> i.path() + " (" + i.reason() + ")")
                                            .collect(Collectors.joining(", ")));
        } else {
            what = "nothing in the input is a dependency: found " + kinds(found) + ", looked for " + LOOKED_FOR;
        }
        if (ignored.stream().anyMatch(Noise::isEnvironment)) {
            next =
                    "Write down what the environment holds, with 'python -m pip freeze > requirements.txt' inside it, and"
                            + " give that file";
        } else if (found.files().stream().anyMatch(f -> f.name().endsWith(".ipynb"))) {
            next = "Notebooks cannot be imported: export them as .py files";
        }
        return new UserError(Code.EMPTY_INPUT, found.files().isEmpty() ? "the input" : "the root", what, next);
    }

    private static String kinds(FileTree found) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (ArchivePath file : found.files()) {
            int dot = file.name().lastIndexOf('.');
            counts.merge(dot <= 0 ? file.name() : "*" + file.name().substring(dot), 1, Integer::sum);
        }
        String shown = counts.entrySet().stream()
                .limit(5)
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return Words.count(found.files().size(), "file") + " (" + shown + (counts.size() > 5 ? ", …" : "") + ")";
    }

    /** Installed packages and finished wheelhouses look like plain modules and are none. */
    static void refuseInstalled(FileTree tree, ArchivePath root) {
        boolean wheelhouse = tree.file(root, "wheelhouse.json").isPresent()
                && tree.folders().stream().anyMatch(f -> f.name().startsWith("_wheelhouse_"));
        if (wheelhouse) {
            throw new UserError(
                    Code.AMBIGUOUS_INPUT,
                    tree.file(root, "wheelhouse.json").orElse(root).toString(),
                    "the input is a finished wheelhouse, not something to build one of",
                    "Give it to 'verify' or 'run' as it is, or build from the input that it was made of");
        }
        List<ArchivePath> installed = tree.folders().stream()
                .filter(f -> f.name().endsWith(".dist-info")
                        && tree.file(f, "METADATA").isPresent())
                .toList();
        if (!installed.isEmpty()) {
            throw new UserError(
                    Code.AMBIGUOUS_INPUT,
                    Words.place(installed.get(0).parent(), root),
                    "the folder holds installed distributions ("
                            + Words.list(installed, installed.get(0).parent())
                            + "); they could be meant as requirements or as plain modules",
                    "To have them resolved for the target, list them in a requirements.txt ('python -m pip freeze --path"
                            + " FOLDER' prints it); to take the files as they are, use --format pure_python");
        }
    }

    /** A packed file that is no source distribution is never unpacked. */
    static void refuseArchives(Markers markers) {
        markers.files().get(FileKind.ARCHIVE).stream().findFirst().ifPresent(file -> {
            throw new UserError(
                    Code.NESTED_ARCHIVE,
                    file.value(),
                    "an archive inside the input is unpacked only if it is a source distribution, called"
                            + " NAME-VERSION.tar.gz or NAME-VERSION.zip",
                    "Unpack it into the input, or take it out");
        });
    }

    /** Files that are meant to say what is needed, under a name or in a form that is not read. */
    static void refuseUnread(Markers markers) {
        List<ArchivePath> names =
                markers.files().get(FileKind.REQUIREMENTS_LIKE).asList();
        if (!markers.has(FileKind.REQUIREMENTS) && !markers.has(FileKind.PYLOCK) && !names.isEmpty()) {
            throw new UserError(
                    Code.REQUIREMENTS_NAME,
                    Words.list(names, ArchivePath.ROOT),
                    "there is no requirements.txt, but " + (names.size() == 1 ? "a file that is" : "files that are")
                            + " called like one; only the exact name is read",
                    names.size() == 1
                            ? "Rename it to requirements.txt, or take it out"
                            : "Rename the one that counts to requirements.txt, or make one that includes the others by"
                                    + " lines like '-r " + names.get(0).name() + "'");
        }
        List<ArchivePath> locks = markers.files().get(FileKind.FOREIGN_LOCK).asList();
        boolean beside = markers.has(FileKind.REQUIREMENTS)
                || markers.has(FileKind.PYLOCK)
                || !markers.projects().isEmpty();
        if (!beside && !locks.isEmpty()) {
            ForeignLock lock = ForeignLock.of(locks.get(0).name()).orElseThrow();
            throw new UserError(
                    Code.LOCK_UNSUPPORTED,
                    locks.get(0).value(),
                    "the files of " + lock.tool() + " are not read, and nothing beside it says what is needed",
                    "Export it and put the result in: " + lock.export());
        }
    }
}
