package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;
import java.util.Optional;

/** What a user should know of an input that was recognised. */
final class Warnings {
    private final ImmutableList.Builder<String> all = ImmutableList.builder();

    private Warnings() {}

    static ImmutableList<String> of(
            ArchiveListing listing, Markers found, List<Unit> units, Optional<ArchivePath> lock, ArchivePath root) {
        Warnings warnings = new Warnings();
        warnings.all.addAll(listing.warnings());
        units.forEach(warnings::unit);
        warnings.locks(found, lock);
        for (ArchivePath file : found.inside()) {
            warnings.all.add(
                    file + ": lies inside a project, so it is the project's data and is not installed; to have it"
                            + " installed, put it beside the project's own files or into a folder of its own");
        }
        boolean package_ = found.files()
                .containsEntry(FileKind.MODULE, new ArchivePath(root.isRoot() ? "__init__.py" : root + "/__init__.py"));
        if (package_) {
            warnings.all.add(
                    "__init__.py stands at the root: what the package is called is not in the archive, so it is"
                            + " imported as user_modules");
        }
        return warnings.all.build();
    }

    private void unit(Unit unit) {
        unit.requirements()
                .filter(file -> !file.name().equals(RequirementNames.EXACT))
                .ifPresent(file -> all.add(
                        file + ": taken for " + RequirementNames.EXACT + ", though its letters differ in case"));
        ImmutableList<ArchivePath> libraries = ModuleFiles.nativeCode(unit.modules());
        if (!libraries.isEmpty()) {
            all.add(Words.list(libraries, ArchivePath.ROOT) + ": native code outside a wheel; nothing says whether it"
                    + " runs on the target");
        }
    }

    private void locks(Markers found, Optional<ArchivePath> lock) {
        for (ArchivePath file : found.files().get(FileKind.PYLOCK)) {
            if (!lock.equals(Optional.of(file))) {
                all.add(file
                        + ": not read, since something else says what is needed; to build exactly what it says, name"
                        + " it with --lock");
            }
        }
        for (ArchivePath file : found.files().get(FileKind.FOREIGN_LOCK)) {
            all.add(file + ": not read, since something else says what is needed");
        }
    }
}
