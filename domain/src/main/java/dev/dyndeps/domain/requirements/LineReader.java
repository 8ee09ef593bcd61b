package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.ProjectFinder;
import dev.dyndeps.domain.format.Unit;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.WheelName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Collects what lines ask for, and finds the local ones in the archive. */
final class LineReader {
    private final ArchivePath folder;
    private final ArchiveFiles files;
    private final ProjectFinder projects;
    private final ImmutableList.Builder<SourcedRequirement> requirements = ImmutableList.builder();
    private final ImmutableList.Builder<SourcedRequirement> constraints = ImmutableList.builder();
    private final ImmutableList.Builder<LocalSource> sources = ImmutableList.builder();
    private final Set<ArchivePath> wheels = new LinkedHashSet<>();
    private final ImmutableList.Builder<String> warnings = ImmutableList.builder();

    /** @param folder what local paths are relative to */
    LineReader(ArchivePath folder, ArchiveFiles files, ProjectFinder projects) {
        this.folder = folder;
        this.files = files;
        this.projects = projects;
    }

    RequirementsSet result() {
        return new RequirementsSet(
                requirements.build(),
                constraints.build(),
                sources.build(),
                ImmutableList.copyOf(wheels),
                warnings.build());
    }

    void requirement(Requirement requirement, boolean constraint, ImmutableSortedSet<String> hashes, Refusal at) {
        if (constraint && (!requirement.extras().isEmpty() || requirement.url().isPresent())) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    "a constraint is a name with versions, without extras and URLs",
                    "Take out what is more, or include the file by -r");
        }
        (constraint ? constraints : requirements).add(new SourcedRequirement(requirement, hashes, at.where()));
    }

    void editable(String text, boolean constraint, RequirementsPolicy policy, Refusal at) {
        if (Urls.isUrl(text)) {
            requirement(RequirementText.parse(text, policy, at), constraint, ImmutableSortedSet.of(), at);
        } else {
            local(text, constraint, ImmutableSortedSet.of(), at);
        }
        warnings.add(at.where() + ": -e (editable) is built and installed like any other");
    }

    void local(String text, boolean constraint, ImmutableSortedSet<String> hashes, Refusal at) {
        if (constraint || !hashes.isEmpty()) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    constraint ? "a constraint cannot be a local path" : "a file of the input needs no hash",
                    constraint ? "Write a name with versions" : "Take out the hash");
        }
        LocalPath local = LocalPath.parse(text, at);
        String path = ArchiveFiles.resolve(folder, local.path())
                .orElseThrow(() -> at.of(
                        Code.REQ_PATH_ESCAPES,
                        Refusal.quote(local.path()) + " leads out of the input",
                        "Put the package into the input and write its relative path"));
        Optional<ArchivePath> file = files.file(path);
        if (local.path().contains("\\")) {
            throw at.of(Code.REQ_SYNTAX, Refusal.quote(local.path()) + " has a backslash", "Write / between folders");
        }
        if (file.isPresent() && path.endsWith(".whl")) {
            wheel(file.get(), local, at);
        } else if (file.isPresent() && (path.endsWith(".tar.gz") || path.endsWith(".zip"))) {
            sources.add(new LocalSource(file.get(), false, local.extras(), at.where()));
        } else {
            Unit.Project project = files.folder(path)
                    .flatMap(projects::at)
                    .orElseThrow(() -> notAPackage(local, path, file.isPresent(), at));
            sources.add(new LocalSource(project.root(), project.suppliedBuildSystem(), local.extras(), at.where()));
        }
    }

    /** The wheel itself is a unit's; its extras are a requirement that it meets. */
    private void wheel(ArchivePath file, LocalPath local, Refusal at) {
        WheelName wheel = parse(file, at);
        wheels.add(file);
        if (!local.extras().isEmpty()) {
            Requirement extras = new Requirement(
                    wheel.name(),
                    local.extras(),
                    SpecifierSet.parse("==" + wheel.version()),
                    Optional.empty(),
                    Optional.empty());
            requirements.add(new SourcedRequirement(extras, ImmutableSortedSet.of(), at.where()));
        }
    }

    private static WheelName parse(ArchivePath file, Refusal at) {
        try {
            return WheelName.parse(file.name());
        } catch (UserError e) {
            throw at.of(e.code(), e.what(), e.next());
        }
    }

    private UserError notAPackage(LocalPath local, String path, boolean isFile, Refusal at) {
        String what = isFile
                ? "is a file, but no wheel and no source distribution"
                : files.folder(path).isPresent()
                        ? "is a folder without setup.py, without a pyproject.toml that makes it a project, and without a"
                                + " name in setup.cfg"
                        : "is not in the input; looked for " + Refusal.quote(path);
        return at.of(
                Code.REQ_PATH_NOT_A_PACKAGE,
                Refusal.quote(local.path()) + " " + what,
                "Write the path of a project, a wheel or an sdist, relative to the folder "
                        + (folder.isRoot() ? "that the input's root is" : folder.toString()));
    }
}
