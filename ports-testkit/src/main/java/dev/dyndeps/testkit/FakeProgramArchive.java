package dev.dyndeps.testkit;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgramArchive;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small wheel in the place of the program's, or none. */
public final class FakeProgramArchive implements ProgramArchive {
    private static final WheelMaker PROGRAM = WheelMaker.wheel("dyndeps", "0.1.0")
            .tagged("py3-none-manylinux_2_34_x86_64")
            .file("dyndeps/__main__.py", "print('no program')\n");

    private final Path folder;
    private boolean missing;

    /** @param folder a folder that lasts as long as the test */
    public FakeProgramArchive(Path folder) {
        this.folder = folder;
    }

    /** From now on there is none. */
    public FakeProgramArchive missing() {
        missing = true;
        return this;
    }

    @Override
    public synchronized Path wheel() {
        if (missing) {
            throw new UserError(
                    Code.TOOL_MISSING,
                    "the program",
                    "it does not run from a wheel",
                    "Name one with --program FILE.whl");
        }
        Path wheel = folder.resolve(PROGRAM.fileName());
        return Files.exists(wheel) ? wheel : PROGRAM.writeTo(folder);
    }
}
