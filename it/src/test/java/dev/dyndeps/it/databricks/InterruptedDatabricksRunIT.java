package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.jobs.engine.Result;
import dev.dyndeps.emulator.jobs.engine.RunView;
import dev.dyndeps.it.ProgramProcess;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a run works in a workspace: the first ends it and cleans up, the second leaves at once. */
class InterruptedDatabricksRunIT {
    private static final String ONCE_MORE = "Ctrl-C again leaves at once";

    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS = DatabricksWorkspace.standard();

    @TempDir
    Path folder;

    private String input = "";
    private String program = "";

    @BeforeEach
    void makeInput() throws IOException {
        Path wheels = folder.resolve("input");
        WheelMaker.wheel("shout", "1.2").writeTo(wheels);
        input = wheels.toString();
        program = Files.writeString(folder.resolve("program.py"), "import time; time.sleep(600)")
                .toString();
    }

    @Test
    void the_first_has_the_run_cancelled_waits_for_its_end_and_removes_its_folder() throws Exception {
        try (ProgramProcess process = start()) {
            process.awaitLine("load_and_validate: running");
            process.interrupt();

            assertThat(process.end()).as(process.output()).isEqualTo(130);
            assertThat(process.output())
                    .contains(
                            ONCE_MORE,
                            "error INTERRUPTED: interrupted during the run http",
                            "Nothing of it is left; run it again.");
        }
        RunView run = lastRun();
        assertThat(run.isActive()).isFalse();
        assertThat(run.termination().orElseThrow().result()).isEqualTo(Result.CANCELED);
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    @Test
    void the_second_leaves_at_once_and_names_the_command_that_removes_what_is_left() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        DATABRICKS.workspace().faults().arm("POST /api/2.2/jobs/runs/cancel", Fault.heldUntil(answered));
        try (ProgramProcess process = start()) {
            process.awaitLine("load_and_validate: running");
            process.interrupt();
            process.awaitLine(ONCE_MORE);
            process.interrupt();

            assertThat(process.end()).as(process.output()).isEqualTo(130);
            assertThat(process.output())
                    .endsWith("left without cleaning up. A run may still be working; what remains of it is removed by:"
                            + " dyndeps clean --base " + DatabricksWorkspace.VOLUME + "\n");
            assertThat(DATABRICKS
                            .run("clean", "--base", DatabricksWorkspace.VOLUME)
                            .out())
                    .contains("kept", "the run is active");
        } finally {
            answered.countDown();
        }
        Person person = DATABRICKS.person();
        person.post(
                "jobs/runs/cancel",
                new ObjectMapper().createObjectNode().put("run_id", lastRun().runId()));
        person.ended(lastRun().runId());
        DATABRICKS.run("clean", "--base", DatabricksWorkspace.VOLUME);

        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    private ProgramProcess start() throws IOException {
        return ProgramProcess.start(DATABRICKS.variables(), "run", input, "--on", "databricks", "--main", program);
    }

    private static RunView lastRun() {
        return DATABRICKS.jobs().runs().list().get(0);
    }
}
