package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why an input has its shape: what was found, and what follows. */
final class Reasons {
    private final ArchivePath root;
    private final List<String> sentences = new ArrayList<>();

    private Reasons(ArchivePath root) {
        this.root = root;
    }

    static ImmutableList<String> of(
            Format format,
            ArchivePath root,
            ImmutableList<Unit> units,
            Optional<ArchivePath> lock,
            Optional<Format> chosen) {
        Reasons reasons = new Reasons(root);
        if (!root.isRoot()) {
            reasons.say("Everything stands in the folder " + root + ", which was unwrapped");
        }
        units.forEach(reasons::unit);
        lock.ifPresent(file -> reasons.say(file.name() + " at the root says which wheels to take, since no"
                + " requirements.txt and no project says what is needed"));
        chosen.ifPresent(c -> reasons.say("The shape was asked for with --format " + c + "; the rest does not count"));
        reasons.say(conclusion(format, units, lock.isPresent()));
        return ImmutableList.copyOf(reasons.sentences);
    }

    private void say(String sentence) {
        sentences.add(sentence + ".");
    }

    private void unit(Unit unit) {
        String place = Words.place(unit.root(), root);
        unit.requirements().ifPresent(file -> say(place(file.parent()) + " has " + file.name()));
        unit.projects()
                .forEach(project -> say(place(project.root()) + " is a project to build, by its "
                        + project.marker().name()
                        + (project.suppliedBuildSystem()
                                ? ", which names no build system: it is built with setuptools, supplied here"
                                : "")));
        if (!unit.sdists().isEmpty()) {
            say(capital(place) + " has " + Words.count(unit.sdists().size(), "source distribution") + " to build ("
                    + Words.list(unit.sdists(), unit.root()) + ")");
        }
        if (!unit.wheels().isEmpty()) {
            say(capital(place) + " has " + Words.count(unit.wheels().size(), "wheel") + " ("
                    + Words.list(unit.wheels(), unit.root()) + ")");
        }
        List<ArchivePath> python =
                unit.modules().stream().filter(f -> f.name().endsWith(".py")).toList();
        if (!python.isEmpty()) {
            say(capital(place) + " has " + Words.count(python.size(), "Python file") + " in no project ("
                    + Words.list(python, unit.root()) + ")");
        }
    }

    private String place(ArchivePath folder) {
        return capital(Words.place(folder, root));
    }

    /** Only our own words get a capital; a folder's name stays as it is. */
    private static String capital(String place) {
        return place.equals("the root") ? "The root" : place;
    }

    private static String conclusion(Format format, ImmutableList<Unit> units, boolean locked) {
        return switch (format) {
            case REQUIREMENTS ->
                locked
                        ? "So the format is requirements, with the lock file in their place: exactly its wheels are taken"
                        : "So the format is requirements: they are resolved against the package index";
            case PURE_PYTHON -> "So the format is pure_python: the files become the package user_modules";
            case PACKAGED -> "So the format is packaged: a wheel is built, and what it requires is resolved";
            case EXISTING_WHEELS ->
                "So the format is existing_wheels: each is checked, and what they require and do not bring is resolved";
            case MIXED -> "So the format is mixed: one resolution over " + parts(units.get(0), locked);
            case NESTED ->
                "So the format is nested: one resolution over what "
                        + (units.size() == 1 ? "that folder brings" : "these " + units.size() + " folders bring");
        };
    }

    private static String parts(Unit unit, boolean locked) {
        List<String> parts = new ArrayList<>();
        if (unit.requirements().isPresent()) {
            parts.add("the requirements");
        }
        if (locked) {
            parts.add("the lock file");
        }
        if (!unit.projects().isEmpty() || !unit.sdists().isEmpty()) {
            parts.add(unit.projects().size() + unit.sdists().size() == 1 ? "the package" : "the packages");
        }
        if (!unit.wheels().isEmpty()) {
            parts.add("the wheels, which win over the index");
        }
        if (!unit.modules().isEmpty()) {
            parts.add("what the package user_modules brings");
        }
        String last = parts.remove(parts.size() - 1);
        return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    }
}
