package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import java.nio.file.Path;

/** Opens what the user gave as input. */
public interface InputArchives {
    /**
     * Opens an input and checks its container; nothing of it is run.
     *
     * @param input a zip, a folder, a bare {@code requirements.txt} or a {@code .whl}
     * @throws UserError ({@code INPUT_MISSING}, {@code ZIP_*}) if it is not there, not one of these, or breaks a rule
     */
    DependencyArchive open(Path input, ArchiveLimits limits);
}
