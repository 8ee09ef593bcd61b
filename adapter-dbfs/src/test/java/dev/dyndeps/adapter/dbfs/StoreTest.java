package dev.dyndeps.adapter.dbfs;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.http.Faults;
import dev.dyndeps.port.ArtifactStore.Put;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of a store in a workspace of their own, some of them for either API. */
@Execution(ExecutionMode.CONCURRENT)
abstract class StoreTest {
    /** A file of three blocks, the last of one byte. */
    static final int LARGE = (2 << 20) + 1;

    static final String PUT_VOLUME_FILE = "PUT /api/2.0/fs/files/*";
    static final String DBFS = "POST /api/2.0/dbfs/";

    @TempDir
    Path root;

    Emulated emulated;
    Path local;

    @BeforeEach
    void start() throws IOException {
        emulated = emulated(root.resolve("workspace"));
        local = Files.createDirectories(root.resolve("local"));
    }

    Emulated emulated(Path folder) {
        return Emulated.in(folder);
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    static ImmutableList<StorePath> bases() {
        return ImmutableList.of(Emulated.VOLUME, Emulated.DBFS);
    }

    Faults faults() {
        return emulated.workspace.faults();
    }

    Path file(String name, int size, int seed) throws IOException {
        return Emulated.file(local.resolve(name), size, seed);
    }

    Put put(Path file, StorePath path) throws IOException {
        return emulated.store.put(file, Emulated.sha256(file), path);
    }

    /** The request is answered as usual; before the answer goes out, something else happens. */
    static Fault meanwhile(Action action) {
        return (call, usual) -> {
            Answer answer = usual.handle(call);
            action.run();
            return answer;
        };
    }

    /** What a test lets happen. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }
}
