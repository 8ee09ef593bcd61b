package dev.dyndeps.adapter.zip;

import dev.dyndeps.port.InputArchives;
import dev.dyndeps.testkit.InputArchivesContract;
import dev.dyndeps.testkit.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ZipArchivesTest extends InputArchivesContract {
    private int inputs;

    @Override
    protected InputArchives archives() {
        return new ZipArchives();
    }

    @Override
    protected Path input(InputFile... files) throws IOException {
        inputs++;
        ZipBytes zip = new ZipBytes();
        for (InputFile file : files) {
            zip.add(ZipBytes.entry(file.path())
                    .content(file.content().read())
                    .mode(file.executable() ? 0100755 : 0100644)
                    .deflated());
        }
        return Files.write(temp.resolve("input-" + inputs + ".zip"), zip.bytes());
    }
}
