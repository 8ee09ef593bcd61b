package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;

/**
 * What a requirements file and all it includes ask for.
 *
 * @param requirements from the index
 * @param constraints versions that hold only for what is required anyhow ({@code -c})
 * @param projects folders of the archive that are to be built ({@code ./pkg}, {@code -e .})
 * @param wheels wheel files of the archive
 * @param warnings what was understood but is not done, such as "editable"
 */
public record RequirementsSet(
        ImmutableList<SourcedRequirement> requirements,
        ImmutableList<SourcedRequirement> constraints,
        ImmutableList<ArchivePath> projects,
        ImmutableList<ArchivePath> wheels,
        ImmutableList<String> warnings) {}
