package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;

/**
 * What a requirements file and all it includes ask for, in the order of the lines. One distribution may be asked for
 * several times: whoever resolves joins them.
 *
 * @param requirements from the index, or by a URL that the policy allows
 * @param constraints versions that hold only for what is required anyhow ({@code -c})
 * @param projects what is to be built ({@code ./pkg}, {@code -e .}, {@code ./x.tar.gz})
 * @param wheels wheel files of the archive
 * @param warnings what was understood but is not done, such as "editable"
 */
public record RequirementsSet(
        ImmutableList<SourcedRequirement> requirements,
        ImmutableList<SourcedRequirement> constraints,
        ImmutableList<LocalSource> projects,
        ImmutableList<ArchivePath> wheels,
        ImmutableList<String> warnings) {

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return requirements.isEmpty() && projects.isEmpty() && wheels.isEmpty();
    }
}
