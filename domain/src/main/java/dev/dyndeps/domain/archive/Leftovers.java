package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/** What operating systems, editors and tools leave behind in the folders that people work in, by its name alone. */
public final class Leftovers {
    /** The file that makes a folder a virtual environment (PEP 405). */
    public static final String ENVIRONMENT = "pyvenv.cfg";

    private static final String VERSION_CONTROL = "version control";
    private static final ImmutableMap<String, String> FOLDERS = ImmutableMap.<String, String>builder()
            .put("__MACOSX", "written by macOS")
            .put(".git", VERSION_CONTROL)
            .put(".hg", VERSION_CONTROL)
            .put(".svn", VERSION_CONTROL)
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
    private static final ImmutableMap<String, String> FILES = ImmutableMap.of(
            ".ds_store", "written by macOS", "thumbs.db", "written by Windows", "desktop.ini", "written by Windows");

    private Leftovers() {}

    /** Who leaves behind a folder of this name, as a clause; empty if it may be anybody's. */
    public static Optional<String> folder(String name) {
        return Optional.ofNullable(FOLDERS.get(name));
    }

    /** Whether a folder of this name holds the history of what is beside it. */
    public static boolean isVersionControl(String name) {
        return VERSION_CONTROL.equals(FOLDERS.get(name));
    }

    /** Which system leaves behind a file of this name, as a clause; empty if it may be anybody's. */
    public static Optional<String> file(String name) {
        return name.startsWith("._")
                ? Optional.of("written by macOS")
                : Optional.ofNullable(FILES.get(name.toLowerCase(Locale.ROOT)));
    }
}
