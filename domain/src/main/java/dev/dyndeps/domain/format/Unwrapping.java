package dev.dyndeps.domain.format;

import dev.dyndeps.domain.archive.ArchivePath;

/** Finds the root: a folder that everything shares is the wrapping, not the shape. */
final class Unwrapping {
    static final int MAX_LEVELS = 3;

    private Unwrapping() {}

    /** The folder to look at as the root; a folder with {@code __init__.py} is a package and stays. */
    static ArchivePath prefix(FileTree tree) {
        ArchivePath prefix = ArchivePath.ROOT;
        for (int level = 0; level < MAX_LEVELS && tree.in(prefix).isEmpty(); level++) {
            ArchivePath first = tree.files().get(0);
            ArchivePath folder =
                    prefix.resolve(first.relativeTo(prefix).segments().get(0));
            boolean alone = tree.files().get(tree.files().size() - 1).isIn(folder);
            if (!alone || tree.file(folder, "__init__.py").isPresent()) {
                return prefix;
            }
            prefix = folder;
        }
        return prefix;
    }
}
