package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.WheelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "Builds" the wheel that a test says belongs to a place of the input; runs nothing. */
public final class FakeWheelBuilder implements WheelBuilder {
    private final Map<String, WheelMaker> wheels = new HashMap<>();
    private final List<SourceTree> built = new ArrayList<>();

    /** From now on, this is what is built of the project or source distribution at the place. */
    public FakeWheelBuilder put(String where, WheelMaker wheel) {
        wheels.put(where, wheel);
        return this;
    }

    /** What was built so far, in order. */
    public ImmutableList<SourceTree> built() {
        return ImmutableList.copyOf(built);
    }

    @Override
    public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
        WheelMaker wheel = Optional.of(source.where())
                .filter(where -> Files.exists(source.path()))
                .map(wheels::get)
                .orElseThrow(() -> new UserError(
                        Code.PROJECT_INVALID, source.where(), "there is no project to build", "Correct the project"));
        built.add(source);
        return new BuiltWheel(wheel.writeTo(into), "fake 1.0");
    }
}
