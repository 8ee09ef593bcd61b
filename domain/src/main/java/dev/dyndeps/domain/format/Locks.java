package dev.dyndeps.domain.format;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;
import java.util.Optional;

/** Decides whether a {@code pylock.toml} stands for the requirements: if there are none, and no project. */
final class Locks {
    private Locks() {}

    /**
     * @throws UserError ({@code AMBIGUOUS_INPUT}) if it is not clear which one counts, or for what
     */
    static Optional<ArchivePath> honoured(Markers markers, ArchivePath root) {
        List<ArchivePath> locks = markers.files().get(FileKind.PYLOCK).asList();
        if (locks.isEmpty()
                || markers.has(FileKind.REQUIREMENTS)
                || !markers.projects().isEmpty()) {
            return Optional.empty();
        }
        List<ArchivePath> here =
                locks.stream().filter(lock -> lock.parent().equals(root)).toList();
        Optional<ArchivePath> plain =
                here.stream().filter(lock -> lock.name().equals("pylock.toml")).findFirst();
        if (plain.isPresent() || here.size() == 1) {
            return plain.or(() -> here.stream().findFirst());
        }
        throw new UserError(
                Code.AMBIGUOUS_INPUT,
                Words.list(locks, ArchivePath.ROOT),
                here.isEmpty()
                        ? "a lock file below the root locks only a part of the input, or all of it"
                        : "each of these lock files could be the one that counts",
                "Put one pylock.toml at the root, or name one with --lock");
    }
}
