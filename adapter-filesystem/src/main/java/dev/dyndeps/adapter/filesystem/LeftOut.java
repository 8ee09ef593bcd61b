package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.dyndeps.adapter.filesystem.SeenFile.Use;
import dev.dyndeps.domain.archive.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What lies in the folders that people work in and is no part of them. In a zip, somebody has put it there and it counts
 * like all else; a folder has it by nature, with links to another Python and without end, and it changes by itself.
 */
final class LeftOut {
    /** The largest file that may stand in the listing for a folder. */
    static final long MAX_STAND_BYTES = 1 << 20;

    private LeftOut() {}

    /** What the files of a folder are good for; a build may ask version control for the version. */
    static Use folder(Path folder, String name) {
        if (Leftovers.isVersionControl(name)) {
            return Use.HISTORY;
        }
        return Leftovers.folder(name).isPresent() || isEnvironment(folder) ? Use.LEFT_OUT : Use.CONTENT;
    }

    static boolean isFile(String name) {
        return Leftovers.file(name).isPresent();
    }

    /** Whether the folder is a virtual environment (PEP 405). */
    static boolean isEnvironment(Path folder) {
        return Files.isRegularFile(environmentFile(folder), NOFOLLOW_LINKS);
    }

    static Path environmentFile(Path folder) {
        return folder.resolve(Leftovers.ENVIRONMENT);
    }
}
