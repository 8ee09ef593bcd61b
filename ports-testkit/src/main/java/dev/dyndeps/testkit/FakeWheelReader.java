package dev.dyndeps.testkit;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows what is in the wheels that a test told it of; opens none. */
public final class FakeWheelReader implements WheelReader {
    private final Map<Path, WheelContents> wheels = new ConcurrentHashMap<>();

    /** From now on, this is what is in the wheel. */
    public FakeWheelReader put(Path wheel, WheelContents contents) {
        wheels.put(wheel, contents);
        return this;
    }

    @Override
    public WheelContents read(Path wheel) {
        WheelName.parse(String.valueOf(wheel.getFileName()));
        WheelContents contents = wheels.get(wheel);
        if (contents == null) {
            throw new UserError(Code.INPUT_MISSING, wheel.toString(), "there is no such file", "Check the path");
        }
        return contents;
    }

    @Override
    public WheelContents read(Path wheel, Digests digests) {
        return read(wheel);
    }
}
