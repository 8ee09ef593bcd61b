package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.requirements.RequirementsSet;
import java.util.stream.Stream;

/**
 * What an input is.
 *
 * @param recognition its shape, and why
 * @param requirements what each requirements file of its units asks for, by the file's path
 * @param archiveWarnings what was read with forgiveness in the container
 */
public record Inspection(
        Recognition recognition,
        ImmutableMap<ArchivePath, RequirementsSet> requirements,
        ImmutableList<String> archiveWarnings) {

    /** All warnings, the container's first. */
    public ImmutableList<String> warnings() {
        return Stream.of(
                        archiveWarnings.stream(),
                        recognition.warnings().stream(),
                        requirements.values().stream().flatMap(set -> set.warnings().stream()))
                .flatMap(warnings -> warnings)
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }
}
