package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.port.RunIds;
import org.junit.jupiter.api.Test;

class SequentialRunIdsTest extends RunIdsContract {
    @Override
    protected RunIds runIds() {
        return new SequentialRunIds();
    }

    @Test
    void the_ids_can_be_foretold() {
        RunIds ids = runIds();

        assertThat(ids.next()).hasToString("00000000-0000-4000-8000-000000000001");
        assertThat(ids.next()).isEqualTo(SequentialRunIds.nth(2));
    }
}
