package dev.dyndeps.adapter.spark;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.testkit.JobRunnerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class SparkJobRunnerTest extends JobRunnerContract {
    @TempDir
    Path folder;

    @Override
    protected JobRunner runner(Behaviour process) {
        return TestSpark.in(folder).runner(key -> script(key, key == TaskKey.PROCESS ? process : Behaviour.SUCCEED));
    }

    @Override
    protected Compute compute() {
        return new Compute.SparkMaster("local", Optional.empty());
    }

    @Override
    protected ImmutableList<String> ran() {
        try {
            Path record = record();
            return Files.exists(record) ? ImmutableList.copyOf(Files.readAllLines(record)) : ImmutableList.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path record() {
        return folder.resolve("ran");
    }

    private String script(TaskKey key, Behaviour behaviour) {
        String end = switch (behaviour) {
            case SUCCEED -> "pass";
            case FAIL -> "raise RuntimeError('boom')";
            case HANG -> "import signal; signal.pause()";
        };
        return """
                import sys
                with open("%s", "a") as record:
                    record.write("%s [%%s]\\n" %% ", ".join(sys.argv[1:]))
                %s
                """.formatted(record(), key, end);
    }
}
