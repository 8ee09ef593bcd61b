package dev.dyndeps.testkit;

import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;

class FakeWheelReaderTest extends WheelReaderContract {
    private final FakeWheelReader reader = new FakeWheelReader();

    @Override
    protected WheelReader reader() {
        return reader;
    }

    @Override
    protected Path wheel(WheelMaker wheel) {
        Path file = temp.resolve(wheel.fileName());
        reader.put(file, wheel.local(temp).contents());
        return file;
    }
}
