package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.port.InputArchives;
import dev.dyndeps.testkit.FakeInputArchives;
import dev.dyndeps.testkit.InputArchivesContract;
import dev.dyndeps.testkit.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class FolderArchivesContractTest extends InputArchivesContract {
    @Override
    protected InputArchives archives() {
        return new FolderArchives(new TarSearch(), new FakeInputArchives());
    }

    @Override
    protected Path input(InputFile... files) throws IOException {
        Path folder = Files.createTempDirectory(temp, "input");
        for (InputFile file : files) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.content().read());
            if (file.executable()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return folder;
    }
}
