package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import java.nio.file.Path;

/** Imports the roots of a wheelhouse in a Python of this machine. */
public interface ImportProbe {
    /**
     * Imports each root in a process of its own, with nothing but the wheelhouse on the path, and says how it went.
     *
     * @throws UserError ({@code TOOL_MISSING}) if this machine has no Python of the target's version
     */
    ImmutableList<Imported> probe(
            Path wheelhouse, ImmutableList<String> roots, TargetRuntime target, ProgressListener progress);

    /**
     * @param root the import root
     * @param file where it was imported from; empty if it was not
     * @param error the last line of the traceback; empty if it was imported
     */
    record Imported(String root, String file, String error) {}
}
