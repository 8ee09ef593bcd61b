package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request of each operation goes wrong once, in each way: the operation does what it should, and leaves nothing else. */
@Execution(ExecutionMode.CONCURRENT)
class EachRequestGoesWrongTest {
    private static final ImmutableList<Named<Fault>> FAULTS = ImmutableList.of(
            Named.of("429 with Retry-After", Fault.tooManyRequests(OptionalInt.of(0))),
            Named.of("500", Fault.internalError()),
            Named.of("503 although it was done", Fault.doneAndUnavailable()),
            Named.of("no answer", Fault.cutUpload(0)),
            Named.of("a cut in the request", Fault.cutUpload(50_000)),
            Named.of("a cut in the answer", Fault.cutDownload(10)),
            Named.of("an answer that is lost", Fault.answerLost()));

    @TempDir
    Path folder;

    private Emulated emulated;

    @BeforeEach
    void start() {
        emulated = Emulated.in(folder.resolve("workspace"));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    static Stream<Arguments> cases() {
        return Stream.of(Operation.values())
                .flatMap(operation -> StoreTest.bases().stream()
                        .flatMap(base -> FAULTS.stream().map(fault -> Arguments.of(operation, base, fault))));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cases")
    void what_passes_is_got_over(Operation operation, StorePath place, Fault fault) throws IOException {
        Path local = Files.createDirectories(folder.resolve("local"));
        Emulated.file(local.resolve("new"), 100_000, 1);
        Emulated.file(local.resolve("old"), 200_000, 2);
        int requests = 0;
        do {
            StorePath base = place.resolve("after-" + requests);
            operation.prepare(emulated, base, local);
            emulated.workspace.faults().armAfter(requests, "*", fault, 1);

            operation.carryOut(emulated.store, base, local);

            operation.check(emulated, base, local);
            requests++;
        } while (emulated.workspace.faults().left() == 0);
        assertThat(requests).isGreaterThan(1);
    }
}
