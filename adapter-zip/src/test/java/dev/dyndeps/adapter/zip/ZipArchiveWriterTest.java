package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.Forgiveness;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.testkit.ArchiveWriterContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ZipArchiveWriterTest extends ArchiveWriterContract {
    @Override
    protected ArchiveWriter writer() {
        return new ZipArchiveWriter();
    }

    @Test
    void what_it_writes_passes_the_strictest_reading() {
        Path out = temp.resolve("out.zip");
        ZipPlan plan = new ZipPlan(ImmutableList.of(
                new ZipPlan.Folder("d/"),
                new ZipPlan.Text("d/été.txt", "x"),
                new ZipPlan.Content("d/run", "key", 3, true)));
        writer().write(plan, key -> new ByteArrayInputStream(new byte[3]), out);

        try (ZipContainer zip = ZipContainer.open(out, ArchiveLimits.DEFAULT, Forgiveness.NONE)) {
            assertThat(zip.listing().files())
                    .extracting(file -> file.path() + " " + file.size() + " " + file.executable())
                    .containsExactly("d/run 3 true", "d/été.txt 1 false");
            assertThat(zip.entries().values()).noneMatch(entry -> entry.local().hasDescriptor());
        }
    }

    @Test
    void it_writes_these_very_bytes() throws IOException {
        Path out = temp.resolve("out.zip");
        writer().write(
                        new ZipPlan(ImmutableList.of(new ZipPlan.Folder("d/"), new ZipPlan.Text("d/f.py", "x = 1\n"))),
                        key -> new ByteArrayInputStream(new byte[0]),
                        out);

        byte[] expected = new ZipBytes()
                .add(ZipBytes.entry("d/").writtenByUs().central(b -> b.putInt(38, 0040755 << 16 | 0x10)))
                .add(ZipBytes.entry("d/f.py")
                        .content("x = 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .writtenByUs())
                .bytes();
        assertThat(Files.readAllBytes(out)).isEqualTo(expected);
    }
}
