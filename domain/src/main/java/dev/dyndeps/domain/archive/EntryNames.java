package dev.dyndeps.domain.archive;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The names that an archive has used so far: none may be a file here and a folder there, and no two may meet where the
 * archive is unpacked.
 */
public final class EntryNames {
    private final Map<String, Taken> taken = new HashMap<>();
    private final UnaryOperator<String> fold;

    private EntryNames(UnaryOperator<String> fold) {
        this.fold = fold;
    }

    /** For what a file system may hold that ignores case or Unicode form: names that differ in no more meet. */
    public static EntryNames portable() {
        return new EntryNames(EntryNames::fold);
    }

    /** For what CPython reads by its name alone, in a zip or on Linux: only the very same name meets. */
    public static EntryNames exact() {
        return new EntryNames(UnaryOperator.identity());
    }

    /** A name and what it was taken for. */
    private record Taken(ArchivePath path, Kind kind) {}

    private enum Kind {
        FILE,
        FOLDER,
        /** A folder that no entry stands for, only what lies in it. */
        IMPLIED_FOLDER
    }

    /** @throws UserError ({@code ZIP_DUPLICATE_ENTRY}, {@code ZIP_CASE_COLLISION}) if it is taken */
    public void addFile(ArchivePath path) {
        add(path, Kind.FILE);
    }

    /** @throws UserError ({@code ZIP_DUPLICATE_ENTRY}, {@code ZIP_CASE_COLLISION}) if it is taken */
    public void addFolder(ArchivePath path) {
        add(path, Kind.FOLDER);
    }

    private void add(ArchivePath path, Kind kind) {
        put(path, kind);
        ArchivePath folder = path.parent();
        while (!folder.isRoot() && put(folder, Kind.IMPLIED_FOLDER)) {
            folder = folder.parent();
        }
    }

    /** Whether the name is new; if it is not, so are none of the folders above it. */
    private boolean put(ArchivePath path, Kind kind) {
        Taken before = taken.putIfAbsent(fold.apply(path.value()), new Taken(path, kind));
        if (before == null) {
            return true;
        }
        if (!before.path.equals(path)) {
            throw collision(path, "the name differs from '" + before.path + "' only in case or Unicode form");
        }
        if ((before.kind == Kind.FILE) != (kind == Kind.FILE)) {
            throw collision(path, "the name stands for a file and for a folder");
        }
        if (before.kind == kind && kind != Kind.IMPLIED_FOLDER) {
            throw new UserError(
                    Code.ZIP_DUPLICATE_ENTRY,
                    Printable.of(path.value()),
                    "two entries have this name",
                    "Make the archive again from a folder, so that each file is in it once");
        }
        if (kind == Kind.FOLDER) {
            taken.put(fold.apply(path.value()), new Taken(path, kind));
        }
        return false;
    }

    private static String fold(String path) {
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static UserError collision(ArchivePath path, String what) {
        return new UserError(
                Code.ZIP_CASE_COLLISION,
                Printable.of(path.value()),
                what,
                "Rename one of them: on some systems only one could be unpacked");
    }
}
