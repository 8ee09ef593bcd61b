package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dyndeps.testkit.WheelMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight pipelines at once with eight versions of one package: each sees its own, on every node. */
class ConcurrentRunsIT {
    private static final int RUNS = 8;

    @TempDir
    Path folder;

    @Test
    void each_of_eight_runs_at_once_sees_its_own_version() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(RUNS);
        List<Future<JsonNode>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            String version = "1." + i;
            Path input = folder.resolve("input" + i);
            WheelMaker.wheel("contested", version).writeTo(input);
            runs.add(pool.submit(() -> Dyndeps.json(
                    "run",
                    input.toString(),
                    "--on",
                    "local-cluster[1,1,1024]",
                    "--base",
                    folder.resolve("base").toString())));
        }
        pool.shutdown();

        for (int i = 0; i < RUNS; i++) {
            JsonNode ran = runs.get(i).get();
            assertThat(ran.get("nodes")).hasSize(2);
            for (JsonNode node : ran.get("nodes")) {
                assertThat(node.get("modules").get(0).get("version").asText()).isEqualTo("1." + i);
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("base"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
