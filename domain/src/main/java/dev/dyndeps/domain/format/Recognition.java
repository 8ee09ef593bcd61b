package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.Optional;

/**
 * What an input was recognised as, and why.
 *
 * @param format its shape
 * @param prefix the folders that were unwrapped; the root if none
 * @param units what brings dependencies, sorted by path; all but {@link Format#NESTED} have exactly one
 * @param lock a {@code pylock.toml} that is to be honoured
 * @param twins files that must be the same byte for byte, which only a reader of their content can tell
 * @param why the reasons, one sentence each, in the order they were found
 * @param ignored noise, with the reason
 * @param warnings what the user should know
 */
public record Recognition(
        Format format,
        ArchivePath prefix,
        ImmutableList<Unit> units,
        Optional<ArchivePath> lock,
        ImmutableList<Twins> twins,
        ImmutableList<String> why,
        ImmutableList<Ignored> ignored,
        ImmutableList<String> warnings) {

    /** A file or a folder that was left out, and why. */
    public record Ignored(ArchivePath path, String reason) {}
}
