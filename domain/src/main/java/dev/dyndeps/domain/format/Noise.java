package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.Leftovers;
import dev.dyndeps.domain.format.Recognition.Ignored;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What operating systems, editors and tools leave behind: never part of a dependency, always reported. */
final class Noise {
    private static final String ENVIRONMENT =
            "a virtual environment (" + Leftovers.ENVIRONMENT + "), which works on no other machine";

    private Noise() {}

    /** The noise among the files: the highest folder that is noise as a whole, or the file. */
    static ImmutableList<Ignored> in(FileTree tree) {
        Set<ArchivePath> environments = new TreeSet<>();
        for (ArchivePath folder : tree.folders()) {
            if (tree.file(folder, Leftovers.ENVIRONMENT).isPresent()) {
                environments.add(folder);
            }
        }
        Cuts cuts = new Cuts();
        for (ArchivePath file : tree.files()) {
            if (!cuts.cover(file)) {
                find(file, environments).ifPresent(cuts::add);
            }
        }
        return cuts.all();
    }

    private static Optional<Ignored> find(ArchivePath file, Set<ArchivePath> environments) {
        if (environments.contains(ArchivePath.ROOT)) {
            return Optional.of(environment(ArchivePath.ROOT));
        }
        int end = 0;
        for (String segment : file.segments()) {
            end += segment.length();
            ArchivePath path = new ArchivePath(file.value().substring(0, end));
            end++;
            if (environments.contains(path)) {
                return Optional.of(environment(path));
            }
            Optional<String> reason = Leftovers.folder(segment);
            if (reason.isPresent()) {
                return Optional.of(new Ignored(path, reason.get()));
            }
        }
        return fileReason(file.name()).map(reason -> new Ignored(file, reason));
    }

    static boolean isEnvironment(Ignored ignored) {
        return ignored.reason().equals(ENVIRONMENT);
    }

    private static Ignored environment(ArchivePath folder) {
        return new Ignored(folder, ENVIRONMENT);
    }

    private static Optional<String> fileReason(String name) {
        boolean compiled = name.endsWith(".pyc") || name.endsWith(".pyo");
        return Leftovers.file(name).or(() -> compiled ? Optional.of("compiled by Python") : Optional.empty());
    }

    /** Whether a folder directly inside a project is what its builds leave behind. */
    static boolean isBuildOutput(String folder) {
        return folder.equals("build") || folder.equals("dist") || folder.endsWith(".egg-info");
    }
}
