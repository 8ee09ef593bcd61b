package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.port.DependencyArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips that CPython's zipfile writes are read as CPython reads them. */
@Tag("oracle")
class CpythonZipTest {
    /** Writes one zip for each way of writing, and tells the name, size and CRC of each file as it reads them back. */
    private static final String SCRIPT = """
            import io, random, sys, zipfile, zlib
            random.seed(7)
            class Unseekable(io.RawIOBase):
                def __init__(self, file): self.file = file
                def writable(self): return True
                def write(self, data): return self.file.write(data)
            for number in range(60):
                path = "%s/%d.zip" % (sys.argv[1], number)
                with open(path, "wb") as file:
                    streamed = number % 3 == 1
                    method = zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED
                    with zipfile.ZipFile(Unseekable(file) if streamed else file, "w", method) as z:
                        z.comment = b"c" * random.randrange(3) * 40
                        for i in range(random.randrange(6)):
                            name = "d%d/%s%d.py" % (i % 2, random.choice(["mod", "\\u00e9t\\u00e9"]), i)
                            data = bytes(random.choices(b"abc", k=random.randrange(5000)))
                            with z.open(name, "w", force_zip64=number % 5 == 4) as out:
                                out.write(data)
                        if number % 4 == 0:
                            z.mkdir("empty") if hasattr(z, "mkdir") else z.writestr("empty/", b"")
                with zipfile.ZipFile(path) as z:
                    for i in sorted(z.infolist(), key=lambda i: i.filename):
                        if not i.is_dir():
                            print(number, i.filename, i.file_size, zlib.crc32(z.read(i)))
            """;

    @TempDir
    Path temp;

    @Test
    void they_have_the_same_files_with_the_same_content() throws IOException, InterruptedException {
        Path script = Files.writeString(temp.resolve("write.py"), SCRIPT);
        Path output = temp.resolve("output");
        ProcessBuilder python = new ProcessBuilder("python3", script.toString(), temp.toString());
        python.environment().put("PYTHONIOENCODING", "utf-8");
        Process process =
                python.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();

        List<String> ours = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            try (DependencyArchive archive = new ZipArchives().open(temp.resolve(i + ".zip"), ArchiveLimits.DEFAULT)) {
                for (var file : archive.listing().files()) {
                    try (InputStream in = archive.open(file.path())) {
                        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                        crc.update(in.readAllBytes());
                        ours.add(i + " " + file.path() + " " + file.size() + " " + crc.getValue());
                    }
                }
            }
        }
        assertThat(ours)
                .isEqualTo(Files.readAllLines(output, StandardCharsets.UTF_8))
                .hasSizeGreaterThan(50);
    }
}
