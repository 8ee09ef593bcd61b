package dev.dyndeps.domain.format;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which files become {@code user_modules}: every Python file that is in no project, and the data that stands in
 * its folder or below. Not with them go the papers of a repository at the unit's root (README, LICENSE and the like).
 */
final class ModuleFiles {
    private static final ImmutableSet<String> PAPERS = ImmutableSet.of(
            "readme",
            "license",
            "licence",
            "copying",
            "notice",
            "authors",
            "changelog",
            "changes",
            "history",
            "contributing",
            "contributors",
            "code_of_conduct",
            "security",
            "makefile",
            "dockerfile",
            "jenkinsfile",
            "manifest");

    private ModuleFiles() {}

    /**
     * The files of each unit: of those below its folder, the ones that are in no other unit further down.
     *
     * @param units the folders of units, the root among them
     */
    static ImmutableSetMultimap<ArchivePath, ArchivePath> byUnit(Markers markers, Set<ArchivePath> units) {
        ImmutableSetMultimap.Builder<ArchivePath, ArchivePath> all = ImmutableSetMultimap.builder();
        Set<ArchivePath> folders = new HashSet<>();
        Set<ArchivePath> modules = markers.files().get(FileKind.MODULE);
        modules.forEach(module -> folders.add(module.parent()));
        modules.forEach(module -> all.put(unitOf(module, units), module));
        for (ArchivePath file : markers.files().get(FileKind.DATA)) {
            ArchivePath unit = unitOf(file, units);
            boolean paper = file.parent().equals(unit) && isPaper(file.name());
            if (!paper && isBeside(file, folders, unit)) {
                all.put(unit, file);
            }
        }
        return all.build();
    }

    private static ArchivePath unitOf(ArchivePath file, Set<ArchivePath> units) {
        ArchivePath at = file.parent();
        while (!at.isRoot() && !units.contains(at)) {
            at = at.parent();
        }
        return at;
    }

    private static boolean isBeside(ArchivePath file, Set<ArchivePath> folders, ArchivePath unit) {
        ArchivePath at = file.parent();
        while (!folders.contains(at) && !at.equals(unit)) {
            at = at.parent();
        }
        return folders.contains(at);
    }

    private static boolean isPaper(String name) {
        int dot = name.indexOf('.');
        return PAPERS.contains(Ascii.toLowerCase(dot < 0 ? name : name.substring(0, dot)));
    }

    /** The files that hold native code, which nobody can check against a target. */
    static ImmutableList<ArchivePath> nativeCode(Collection<ArchivePath> files) {
        return files.stream()
                .filter(f -> f.name().endsWith(".so")
                        || f.name().endsWith(".pyd")
                        || f.name().endsWith(".dll")
                        || f.name().endsWith(".dylib"))
                .collect(ImmutableList.toImmutableList());
    }
}
