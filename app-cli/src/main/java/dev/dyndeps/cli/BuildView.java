package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;

/** A build, or the plan of one, in words and as JSON. */
final class BuildView {
    private BuildView() {}

    static String text(Built built) {
        return wheels(built.manifest()) + "\n\n"
                + warnings(built.manifest())
                + "format      " + built.manifest().format() + "\n"
                + "target      " + built.manifest().target().spelledOut() + "\n"
                + "digest      " + built.manifest().digest() + "\n"
                + "wheelhouse  " + built.wheelhouse() + "  (" + TextTables.bytes(built.size()) + ")\n"
                + "lock        " + built.lock() + "\n"
                + "import it   spark.sparkContext.addPyFile(\"" + built.wheelhouse() + "\")";
    }

    static ImmutableMap<String, Object> json(Built built) {
        Manifest manifest = built.manifest();
        return ImmutableMap.<String, Object>builder()
                .put("format", manifest.format().id())
                .put("target", manifest.target().spelledOut())
                .put("wheelhouse", built.wheelhouse().toString())
                .put("sha256", built.sha256().toString())
                .put("size", built.size())
                .put("digest", manifest.digest().toString())
                .put("lock", built.lock().toString())
                .put(
                        "wheels",
                        manifest.wheels().stream().map(BuildView::wheel).collect(ImmutableList.toImmutableList()))
                .put("requested", manifest.requested())
                .put("stages", built.seconds())
                .put("warnings", manifest.warnings())
                .buildOrThrow();
    }

    static String text(BuildPlan plan) {
        StringBuilder text = new StringBuilder("format: " + plan.recognition().format() + "\ntarget: "
                + plan.target().spelledOut() + "\n");
        plan.steps().forEach(step -> text.append("  would ").append(step).append('\n'));
        plan.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    static ImmutableMap<String, Object> json(BuildPlan plan) {
        return ImmutableMap.of(
                "format", plan.recognition().format().id(),
                "target", plan.target().spelledOut(),
                "steps", plan.steps(),
                "warnings", plan.warnings());
    }

    static String wheels(Manifest manifest) {
        return TextTables.of(
                ImmutableList.of("WHEEL", "VERSION", "SIZE", "KIND", "FROM"),
                manifest.wheels().stream()
                        .map(wheel -> ImmutableList.of(
                                wheel.name().name().toString(),
                                wheel.name().version().toString(),
                                TextTables.bytes(wheel.size()),
                                wheel.nativeCode() ? "native" : "pure",
                                from(wheel)))
                        .collect(ImmutableList.toImmutableList()));
    }

    static String warnings(Manifest manifest) {
        StringBuilder text = new StringBuilder();
        manifest.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    private static String from(ManifestWheel wheel) {
        return switch (wheel.origin().kind()) {
            case INDEX -> "index";
            case INPUT -> "input: " + wheel.origin().from();
            case BUILT -> "built from " + wheel.origin().from();
            case MODULES -> "the input's modules";
        };
    }

    private static ImmutableMap<String, Object> wheel(ManifestWheel wheel) {
        return ImmutableMap.<String, Object>builder()
                .put("name", wheel.name().name().toString())
                .put("version", wheel.name().version().toString())
                .put("file", wheel.name().fileName())
                .put("size", wheel.size())
                .put("sha256", wheel.sha256().toString())
                .put("native", wheel.nativeCode())
                .put("from", wheel.origin().kind().id())
                .buildOrThrow();
    }
}
