package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What {@code --format} makes of an input: only what that shape is made of counts.
 *
 * <p>{@code requirements} and {@code packaged} look at the root alone; {@code existing_wheels} takes the wheels of all
 * folders and {@code pure_python} all Python files, those of projects as well; {@code mixed} takes everything as one unit;
 * {@code nested} every folder for itself.
 */
record Choice(Format format) {
    private static final List<FileKind> CONTENT = List.of(
            FileKind.REQUIREMENTS, FileKind.PYLOCK, FileKind.WHEEL, FileKind.SDIST, FileKind.MODULE, FileKind.DATA);

    boolean needsProjects() {
        return switch (format) {
            case PACKAGED, MIXED, NESTED -> true;
            case REQUIREMENTS, PURE_PYTHON, EXISTING_WHEELS -> false;
        };
    }

    Markers narrow(Markers found, ArchivePath root) {
        Predicate<ArchivePath> atRoot = file -> file.parent().equals(root);
        return switch (format) {
            case REQUIREMENTS -> keep(found, false, atRoot, FileKind.REQUIREMENTS, FileKind.PYLOCK);
            case PACKAGED -> keep(atRoot(found, root), true, atRoot, FileKind.SDIST);
            case EXISTING_WHEELS -> keep(found, false, file -> true, FileKind.WHEEL);
            case PURE_PYTHON ->
                keep(found, false, file -> !file.name().equals("setup.py"), FileKind.MODULE, FileKind.DATA);
            case MIXED, NESTED -> keep(found, true, file -> true, CONTENT.toArray(FileKind[]::new));
        };
    }

    private static Markers atRoot(Markers found, ArchivePath root) {
        return new Markers(
                ImmutableSortedMap.copyOf(Maps.filterKeys(found.projects(), root::equals)),
                found.files(),
                found.inside());
    }

    private static Markers keep(Markers found, boolean projects, Predicate<ArchivePath> wanted, FileKind... kinds) {
        ImmutableSetMultimap.Builder<FileKind, ArchivePath> files = ImmutableSetMultimap.builder();
        for (FileKind kind : kinds) {
            found.files().get(kind).stream().filter(wanted).forEach(file -> files.put(kind, file));
        }
        return new Markers(projects ? found.projects() : ImmutableSortedMap.of(), files.build(), found.inside());
    }

    /** The units of the chosen shape. */
    ImmutableList<Unit> units(UnitFinder finder) {
        return format == Format.NESTED ? finder.byFolder() : finder.together();
    }

    /**
     * @param recognised the shape that what counts has; empty if nothing does
     */
    void check(Optional<Format> recognised, Markers narrowed) {
        boolean several = format == Format.MIXED
                && narrowed.files().get(FileKind.REQUIREMENTS).size() > 1;
        if (!recognised.equals(Optional.of(format)) || several) {
            throw new UserError(
                    Code.FORMAT_MISMATCH,
                    "--format " + format,
                    several ? "the input has several requirements.txt, which only nested can have" : needs(),
                    "Leave the option out to have the shape recognised, or ask 'inspect' what it is");
        }
    }

    private String needs() {
        return switch (format) {
            case REQUIREMENTS -> "there is no requirements.txt at the root of the input";
            case PURE_PYTHON -> "there is no Python file in the input";
            case PACKAGED -> "there is no project and no source distribution at the root of the input";
            case EXISTING_WHEELS -> "there is no wheel in the input";
            case MIXED -> "the input does not have two of: requirements.txt, a project, wheels, Python files";
            case NESTED -> "no folder below the root has requirements.txt, a project or wheels";
        };
    }
}
