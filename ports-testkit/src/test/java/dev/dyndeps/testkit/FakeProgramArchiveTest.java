package dev.dyndeps.testkit;

import dev.dyndeps.port.ProgramArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FakeProgramArchiveTest extends ProgramArchiveContract {
    @TempDir
    Path folder;

    @Override
    protected ProgramArchive program() {
        return new FakeProgramArchive(folder);
    }

    @Override
    protected ProgramArchive without() {
        return new FakeProgramArchive(folder).missing();
    }
}
