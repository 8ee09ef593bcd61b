package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.filesystem.SeenFile.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What lies in the folders that people work in and is no part of them. In a zip, somebody has put it there and it counts
 * like all else; a folder has it by nature, with links to another Python and without end, and it changes by itself.
 */
final class LeftOut {
    /** The largest file that may stand in the listing for a folder. */
    static final long MAX_STAND_BYTES = 1 << 20;

    private static final ImmutableSet<String> VERSION_CONTROL = ImmutableSet.of(".git", ".hg", ".svn");
    private static final ImmutableSet<String> MADE_BY_TOOLS = ImmutableSet.of(
            "__MACOSX",
            "__pycache__",
            "node_modules",
            ".tox",
            ".nox",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".ipynb_checkpoints",
            ".idea",
            ".vscode");
    private static final ImmutableSet<String> MADE_BY_DESKTOPS =
            ImmutableSet.of(".ds_store", "thumbs.db", "desktop.ini");
    private static final String ENVIRONMENT = "pyvenv.cfg";

    private LeftOut() {}

    /** What the files of a folder are good for; a build may ask version control for the version. */
    static Use folder(Path folder, String name) {
        if (VERSION_CONTROL.contains(name)) {
            return Use.HISTORY;
        }
        return MADE_BY_TOOLS.contains(name) || isEnvironment(folder) ? Use.LEFT_OUT : Use.CONTENT;
    }

    static boolean isFile(String name) {
        return name.startsWith("._") || MADE_BY_DESKTOPS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the folder is a virtual environment (PEP 405). */
    static boolean isEnvironment(Path folder) {
        return Files.isRegularFile(environmentFile(folder), NOFOLLOW_LINKS);
    }

    static Path environmentFile(Path folder) {
        return folder.resolve(ENVIRONMENT);
    }
}
