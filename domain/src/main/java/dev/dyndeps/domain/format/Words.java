package dev.dyndeps.domain.format;

import com.google.common.base.Joiner;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.Collection;
import java.util.List;

/** Puts paths and numbers into sentences. */
final class Words {
    private static final int SHOWN = 5;

    private Words() {}

    /** {@code a.py, b.py and 3 more}, as seen from the folder. */
    static String list(Collection<ArchivePath> paths, ArchivePath folder) {
        List<String> names = paths.stream()
                .limit(SHOWN)
                .map(path -> path.isIn(folder) ? path.relativeTo(folder).toString() : path.toString())
                .toList();
        String shown = Joiner.on(", ").join(names);
        return paths.size() > SHOWN ? shown + " and " + (paths.size() - SHOWN) + " more" : shown;
    }

    /** {@code 1 wheel}, {@code 2 wheels}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code the root}, or the folder's path from there. */
    static String place(ArchivePath folder, ArchivePath root) {
        return folder.equals(root) || !folder.isIn(root)
                ? "the root"
                : folder.relativeTo(root).toString();
    }
}
