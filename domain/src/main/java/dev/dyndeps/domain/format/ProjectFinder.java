package dev.dyndeps.domain.format;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells whether a folder is a project: it has {@code setup.py}; or a {@code pyproject.toml} with {@code [build-system]} or
 * {@code [project].name}; or a {@code setup.cfg} with a name under {@code [metadata]}. A {@code pyproject.toml} with
 * settings of tools only is none: pip would build an empty {@code name-0.0.0} from it without complaint.
 */
public final class ProjectFinder {
    private final FileTree tree;
    private final SmallFiles files;
    private final TomlParser toml;

    public ProjectFinder(ArchiveListing listing, SmallFiles files, TomlParser toml) {
        this(FileTree.of(listing.files().stream().map(e -> e.path()).toList()), files, toml);
    }

    ProjectFinder(FileTree tree, SmallFiles files, TomlParser toml) {
        this.tree = tree;
        this.files = files;
        this.toml = toml;
    }

    /**
     * The project in this folder, if it is one.
     *
     * @throws UserError ({@code PROJECT_INVALID}) if it wants to be one and could not be built
     */
    public Optional<Unit.Project> at(ArchivePath folder) {
        return find(folder).map(FoundProject::project);
    }

    Optional<FoundProject> find(ArchivePath folder) {
        Optional<ArchivePath> setupPy = tree.file(folder, "setup.py");
        Optional<ArchivePath> setupCfg = tree.file(folder, "setup.cfg");
        Optional<ArchivePath> pyproject = tree.file(folder, "pyproject.toml");
        Optional<PyProject> settings =
                pyproject.map(file -> PyProject.of(toml.read(text(file), file.value()), file.value()));
        Optional<String> cfgName = setupCfg.flatMap(file -> SetupCfg.metadataName(lenientText(file)));
        Optional<String> name = settings.flatMap(PyProject::name).or(() -> cfgName);
        if (settings.isPresent()
                && (settings.get().hasBuildSystem() || settings.get().name().isPresent())) {
            return found(folder, pyproject, false, name);
        }
        if (setupPy.isPresent()) {
            return found(folder, setupPy, false, name);
        }
        if (settings.isPresent() && settings.get().poetry()) {
            throw PyProject.invalid(
                    pyproject.map(ArchivePath::value).orElse(""),
                    "[tool.poetry] without [build-system]: pip would build version 0.0.0 of it, with no dependencies",
                    "Add [build-system] with requires = [\"poetry-core\"] and build-backend = "
                            + "\"poetry.core.masonry.api\", or give the requirements.txt that '"
                            + ForeignLock.POETRY.export() + "' writes");
        }
        return cfgName.isPresent() ? found(folder, setupCfg, pyproject.isEmpty(), name) : Optional.empty();
    }

    private static Optional<FoundProject> found(
            ArchivePath folder, Optional<ArchivePath> marker, boolean supplied, Optional<String> name) {
        return marker.map(file -> new FoundProject(new Unit.Project(folder, file, supplied), name));
    }

    private String text(ArchivePath file) {
        byte[] bytes = files.bytes(file);
        if (bytes.length >= SmallFiles.MAX_BYTES) {
            throw PyProject.invalid(file.value(), "it is larger than 1 MiB", "Make it smaller");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw PyProject.invalid(file.value(), "it is not UTF-8, as TOML must be", "Save it as UTF-8");
        }
    }

    private String lenientText(ArchivePath file) {
        return new String(files.bytes(file), StandardCharsets.UTF_8);
    }

    /** A project and the name of its distribution, where a file says it outright. */
    record FoundProject(Unit.Project project, Optional<String> name) {}
}
