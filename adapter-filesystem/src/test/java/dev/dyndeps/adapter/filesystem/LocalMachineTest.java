package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.RunMarker;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LocalMachineTest {
    private final LocalMachine machine = new LocalMachine();

    @Test
    void this_process_is_alive() {
        assertThat(machine.mayBeAlive(machine.owner())).isTrue();
        assertThat(machine.owner()).isEqualTo(new LocalMachine().owner());
    }

    @Test
    void a_process_that_has_ended_is_not() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(machine.mayBeAlive(owner(process.pid(), 0))).isFalse();
    }

    @Test
    void another_process_that_was_given_the_same_id_later_is_not_the_same() {
        RunMarker.Owner self = machine.owner();

        assertThat(machine.mayBeAlive(owner(self.pid(), self.started() - 1))).isFalse();
    }

    @Test
    void a_process_of_another_host_may_be_alive_for_all_that_can_be_told_here() {
        assertThat(machine.mayBeAlive(new RunMarker.Owner("ada", "another-host.invalid", 1, 0)))
                .isTrue();
    }

    private RunMarker.Owner owner(long pid, long started) {
        return new RunMarker.Owner("ada", machine.owner().host(), pid, started);
    }
}
