package dev.dyndeps.testkit;

import dev.dyndeps.port.InputArchives;
import java.nio.file.Path;

class FakeInputArchivesTest extends InputArchivesContract {
    private final FakeInputArchives archives = new FakeInputArchives();
    private int inputs;

    @Override
    protected InputArchives archives() {
        return archives;
    }

    @Override
    protected Path input(InputFile... files) {
        inputs++;
        Path input = temp.resolve("input-" + inputs + ".zip");
        archives.put(input, files);
        return input;
    }
}
