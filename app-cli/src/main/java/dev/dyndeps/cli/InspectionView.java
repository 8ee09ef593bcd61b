package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.Inspection;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.format.Unit;
import java.util.stream.Stream;

/** An inspection in words and as JSON. */
record InspectionView(Inspection inspection) {
    String text() {
        Recognition recognition = inspection.recognition();
        StringBuilder text = new StringBuilder("format: " + recognition.format() + "\n");
        recognition
                .why()
                .forEach(reason -> text.append("  because ").append(reason).append('\n'));
        if (!recognition.prefix().isRoot()) {
            text.append("unwrapped: ").append(recognition.prefix()).append('\n');
        }
        text.append("units:\n");
        recognition
                .units()
                .forEach(unit -> text.append("  ")
                        .append(unit.root())
                        .append(": ")
                        .append(unit.format())
                        .append(" (")
                        .append(String.join(", ", parts(unit)))
                        .append(")\n"));
        inspection
                .requirements()
                .values()
                .forEach(set -> set.requirements()
                        .forEach(requirement -> text.append("  requires ")
                                .append(requirement.requirement())
                                .append("  (")
                                .append(requirement.where())
                                .append(")\n")));
        recognition
                .ignored()
                .forEach(ignored -> text.append("ignored: ")
                        .append(ignored.path())
                        .append(" (")
                        .append(ignored.reason())
                        .append(")\n"));
        inspection
                .warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    ImmutableMap<String, Object> json() {
        Recognition recognition = inspection.recognition();
        return ImmutableMap.of(
                "format", recognition.format().id(),
                "why", recognition.why(),
                "prefix", recognition.prefix().value(),
                "units", recognition.units().stream().map(this::unit).collect(ImmutableList.toImmutableList()),
                "ignored",
                        recognition.ignored().stream()
                                .map(i -> ImmutableMap.of("path", i.path().value(), "reason", i.reason()))
                                .collect(ImmutableList.toImmutableList()),
                "warnings", inspection.warnings());
    }

    private ImmutableMap<String, Object> unit(Unit unit) {
        return ImmutableMap.<String, Object>builder()
                .put("root", unit.root().value())
                .put("format", unit.format().id())
                .put("projects", paths(unit.projects().stream().map(Unit.Project::root)))
                .put("requirements", paths(unit.requirements().stream()))
                .put(
                        "requires",
                        unit.requirements().stream()
                                .flatMap(file -> Stream.ofNullable(
                                        inspection.requirements().get(file)))
                                .flatMap(set -> set.requirements().stream())
                                .map(requirement -> requirement.requirement().toString())
                                .collect(ImmutableList.toImmutableList()))
                .put("wheels", paths(unit.wheels().stream()))
                .put("sdists", paths(unit.sdists().stream()))
                .put("modules", paths(unit.modules().stream()))
                .buildOrThrow();
    }

    private static ImmutableList<String> paths(Stream<ArchivePath> paths) {
        return paths.map(ArchivePath::value).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> parts(Unit unit) {
        ImmutableList.Builder<String> parts = ImmutableList.builder();
        unit.projects().forEach(project -> parts.add("project " + project.marker()));
        unit.requirements().ifPresent(file -> parts.add(file.toString()));
        unit.wheels().forEach(wheel -> parts.add("wheel " + wheel.name()));
        unit.sdists().forEach(sdist -> parts.add("source distribution " + sdist.name()));
        if (!unit.modules().isEmpty()) {
            parts.add(unit.modules().size() + (unit.modules().size() == 1 ? " file" : " files") + " of modules");
        }
        return parts.build();
    }
}
