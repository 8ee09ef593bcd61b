package dev.dyndeps.adapter.dbfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ProgressListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process of 48 MiB moves files that are many times as large, there and back. */
@Tag("large")
class LargeFilesTest extends StoreTest {
    private static final String HEAP = "-Xmx48m";

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void a_file_of_a_gibibyte_goes_to_a_volume_and_comes_back_in_constant_memory() throws Exception {
        assertGoesThereAndBack(Emulated.VOLUME, 1024 * MEBIBYTE + 1);

        assertThat(emulated.requests("PUT /api/2.0/fs/files/")).isEqualTo(1);
    }

    @Test
    void a_file_of_a_quarter_of_a_gibibyte_goes_to_DBFS_and_comes_back_in_constant_memory() throws Exception {
        assertGoesThereAndBack(Emulated.DBFS, 256 * MEBIBYTE + 1);

        assertThat(emulated.requests("POST /api/2.0/dbfs/add-block")).isEqualTo(257);
    }

    private void assertGoesThereAndBack(StorePath base, long size) throws Exception {
        Path sent = sparse(local.resolve("sent"), size);
        StorePath place = base.resolve("file");
        Path got = local.resolve("got");

        inSmallProcess(sent, place, got);

        assertThat(Files.mismatch(sent, emulated.onDisk(place))).isEqualTo(-1);
        assertThat(Files.mismatch(sent, got)).isEqualTo(-1);
    }

    /** A file of zeros, but for a number in each mebibyte, so that none can be lost or change places; the zeros take no room. */
    private static Path sparse(Path place, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw")) {
            for (long at = 0; at < size; at += MEBIBYTE) {
                file.seek(at);
                file.write(ByteBuffer.allocate(8).putLong(~at).array(), 0, (int) Math.min(8, size - at));
            }
        }
        assertThat(place).hasSize(size);
        return place;
    }

    private void inSmallProcess(Path sent, StorePath place, Path got) throws IOException, InterruptedException {
        Path log = root.resolve("log");
        ProcessBuilder child = new ProcessBuilder(ImmutableList.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:MaxDirectMemorySize=8m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThereAndBack.class.getName(),
                        sent.toString(),
                        place.value(),
                        got.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        child.environment().put("DATABRICKS_HOST", emulated.workspace.url().toString());
        child.environment().put("DATABRICKS_TOKEN", emulated.workspace.token());
        Process process = child.start();
        try {
            assertThat(process.waitFor()).as(() -> log(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String log(Path log) {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The small process. */
    static final class ThereAndBack {
        private ThereAndBack() {}

        /** @param arguments the file, its place in the store, and where it comes back to */
        public static void main(String[] arguments) throws IOException {
            Path sent = Path.of(arguments[0]);
            StorePath place = StorePath.of(arguments[1]);
            WorkspaceStore store = new WorkspaceStore(
                    new WorkspaceConnection(
                            ConnectionSettings.of(ImmutableMap.copyOf(System.getenv()), Optional.empty(), "0.1.0")),
                    ProgressListener.NONE,
                    Duration.ofMillis(1));
            store.put(sent, Emulated.sha256(sent), place);
            store.get(place, Path.of(arguments[2]));
        }
    }
}
