package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.port.RunIds;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link RunIds} does. */
public abstract class RunIdsContract {
    /** A maker of run ids as it is used. */
    protected abstract RunIds runIds();

    @Test
    void each_id_is_new() {
        RunIds ids = runIds();

        assertThat(Stream.generate(ids::next).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void ids_asked_for_by_many_threads_are_new_too() {
        RunIds ids = runIds();

        List<RunId> made =
                IntStream.range(0, 1000).parallel().mapToObj(n -> ids.next()).collect(ImmutableList.toImmutableList());

        assertThat(made).doesNotHaveDuplicates();
    }

    @Test
    void an_id_is_a_version_4_uuid_that_can_be_read_back() {
        RunId id = runIds().next();

        assertThat(UUID.fromString(id.value()))
                .extracting(UUID::version, UUID::variant)
                .containsExactly(4, 2);
        assertThat(new RunId(id.toString())).isEqualTo(id);
    }
}
