package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises the shape of an input by its file names and a look into its few project files; runs nothing of it. The same
 * for a zip, a folder, and a single file, which is a listing of one.
 */
public final class Recognizer {
    private final ArchiveListing listing;
    private final SmallFiles files;
    private final TomlParser toml;
    private final Optional<Choice> choice;

    private Recognizer(ArchiveListing listing, SmallFiles files, TomlParser toml, Optional<Format> chosen) {
        this.listing = listing;
        this.files = files;
        this.toml = toml;
        this.choice = chosen.map(Choice::new);
    }

    /**
     * @param override the shape that the user asked for, if any
     * @throws UserError ({@code EMPTY_INPUT}, {@code AMBIGUOUS_INPUT}, {@code FORMAT_MISMATCH}, {@code REQUIREMENTS_NAME},
     *     {@code LOCK_UNSUPPORTED}, {@code DUPLICATE_DISTRIBUTION}, {@code PROJECT_INVALID}, {@code NESTED_ARCHIVE}, {@code
     *     WHEEL_NAME}) if it has no shape that we know
     */
    public static Recognition recognize(
            ArchiveListing listing, SmallFiles files, TomlParser toml, Optional<Format> override) {
        return new Recognizer(listing, files, toml, override).recognize();
    }

    private Recognition recognize() {
        FileTree all =
                FileTree.of(listing.files().stream().map(ArchiveEntry::path).toList());
        Cuts noise = new Cuts();
        Noise.in(all).forEach(noise::add);
        FileTree tree = all.without(noise::cover);
        if (tree.files().isEmpty()) {
            throw Guards.empty(tree, noise.all());
        }
        ArchivePath root = Unwrapping.prefix(tree);
        boolean unwraps = choice.isEmpty()
                || choice.get().format() != Format.NESTED
                || tree.folders().stream().anyMatch(f -> f.depth() > root.depth());
        return recognize(tree, unwraps ? root : ArchivePath.ROOT, noise);
    }

    private Recognition recognize(FileTree tree, ArchivePath root, Cuts cuts) {
        hide(tree, root, cuts);
        Scan scan = new Scan(tree, new ProjectFinder(tree, files, toml), cuts);
        Markers found = scan.markers(choice.map(Choice::needsProjects).orElse(true));
        if (choice.isEmpty()) {
            Guards.refuseInstalled(tree.without(cuts::cover), root);
            Guards.refuseArchives(found);
            Guards.refuseUnread(found);
        }
        Markers counted = choice.map(c -> c.narrow(found, root)).orElse(found);
        ImmutableList<Twins> twins = Duplicates.in(counted, listing.files());
        Markers markers = without(twins, counted);
        Optional<ArchivePath> lock = Locks.honoured(markers, root);
        UnitFinder finder = new UnitFinder(root, markers, lock.isPresent());
        ImmutableList<Unit> units = choice.map(c -> c.units(finder)).orElseGet(finder::byFolder);
        Optional<Format> format = format(units, root);
        choice.ifPresent(c -> c.check(format, markers));
        Format shape = format.orElseThrow(() -> Guards.empty(tree.without(cuts::cover), cuts.all()));
        Optional<Format> chosen = choice.map(Choice::format);
        new LeftOut(units, lock, twins, chosen).record(found, markers.projects().keySet(), root, cuts);
        return new Recognition(
                shape,
                root,
                units,
                lock,
                twins,
                Reasons.of(shape, root, units, lock, chosen),
                cuts.all(),
                Warnings.of(listing, found, units, lock, root));
    }

    /** A hidden file or folder at the root is the repository's own. */
    private static void hide(FileTree tree, ArchivePath root, Cuts cuts) {
        for (ArchivePath file : tree.files()) {
            if (file.isIn(root) && !file.equals(root)) {
                String top = file.relativeTo(root).segments().get(0);
                if (top.startsWith(".")) {
                    cuts.add(root.resolve(top), "hidden");
                }
            }
        }
    }

    private static Markers without(List<Twins> twins, Markers markers) {
        Set<ArchivePath> copies = twins.stream().map(Twins::copy).collect(ImmutableSet.toImmutableSet());
        ImmutableSetMultimap.Builder<FileKind, ArchivePath> files = ImmutableSetMultimap.builder();
        markers.files().forEach((kind, file) -> {
            if (!copies.contains(file)) {
                files.put(kind, file);
            }
        });
        return new Markers(markers.projects(), files.build(), markers.inside());
    }

    /** The root's own shape, or nested as soon as any other folder brings dependencies. */
    private static Optional<Format> format(List<Unit> units, ArchivePath root) {
        if (units.stream().anyMatch(unit -> !unit.root().equals(root))) {
            return Optional.of(Format.NESTED);
        }
        return units.stream().map(Unit::format).findFirst();
    }
}
