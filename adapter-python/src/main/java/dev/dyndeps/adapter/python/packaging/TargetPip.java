package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pip that evaluates environment markers for the target. */
public final class TargetPip {
    private TargetPip() {}

    /** The beginning of its commands; what it needs is written into the folder. */
    public static ImmutableList<String> command(ManagedEnvironment environment, TargetRuntime target, Path folder)
            throws IOException {
        Path script = folder.resolve("pip_for_target.py");
        Path markers = folder.resolve("markers.json");
        Files.writeString(script, PipTools.script("pip_for_target.py"));
        Files.writeString(markers, CanonicalJson.write(target.markers().values()));
        return ImmutableList.<String>builder()
                .addAll(PipTools.python(environment))
                .add(script.toString(), markers.toString())
                .build();
    }
}
