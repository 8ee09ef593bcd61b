package dev.dyndeps.application;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.format.Recognizer;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.domain.requirements.RequirementsReader;
import dev.dyndeps.domain.requirements.RequirementsSet;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.TomlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Says what an input is. Runs nothing of it. */
public final class InspectArchive {
    private final InputArchives archives;
    private final TomlReader toml;

    public InspectArchive(InputArchives archives, TomlReader toml) {
        this.archives = archives;
        this.toml = toml;
    }

    /**
     * @param input a zip, a folder, a bare requirements file or a wheel
     * @param format the shape that it must have; recognised if empty
     * @param policy what the operator allows a requirements file to do
     */
    public record Request(Path input, Optional<Format> format, RequirementsPolicy policy) {}

    /** @throws UserError with the code of the rule that the input breaks */
    public Inspection run(Request request) {
        try (DependencyArchive archive = archives.open(request.input(), ArchiveLimits.DEFAULT)) {
            return inspect(archive, request);
        }
    }

    Inspection inspect(DependencyArchive archive, Request request) {
        Recognition recognition = Recognizer.recognize(archive.listing(), archive, toml, request.format());
        ImmutableMap<ArchivePath, RequirementsSet> requirements = recognition.units().stream()
                .flatMap(unit -> unit.requirements().stream())
                .collect(ImmutableMap.toImmutableMap(
                        file -> file,
                        file -> RequirementsReader.read(file, archive.listing(), archive, toml, request.policy())));
        return new Inspection(recognition, requirements, archive.listing().warnings());
    }
}
