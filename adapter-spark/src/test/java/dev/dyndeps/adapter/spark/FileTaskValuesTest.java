package dev.dyndeps.adapter.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import dev.dyndeps.testkit.SettableTaskValuesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTaskValuesTest extends SettableTaskValuesContract {
    @TempDir
    Path base;

    @Override
    protected TaskValues values() {
        return new FileTaskValues();
    }

    @Override
    protected StorePath run(int number) {
        try {
            return StorePath.of(
                    Files.createDirectories(base.resolve("runs/" + number)).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "{", "1 2", "'a'"})
    void a_value_that_is_no_JSON_is_refused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, "a", json));
        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).isEmpty();
    }

    @Test
    void the_file_is_an_object_by_task_that_other_programs_can_read() {
        values().set(run(1), TaskKey.PROCESS, "wheelhouse", "\"a.zip\"");

        assertThat(base.resolve("runs/1/task-values.json"))
                .hasContent("{\"process\":{\"wheelhouse\":\"\\\"a.zip\\\"\"}}");
    }

    @Test
    void nothing_half_written_stays() {
        values().set(run(1), TaskKey.PROCESS, "a", "1");

        assertThat(base.resolve("runs/1"))
                .isDirectoryNotContaining(
                        file -> !file.getFileName().toString().matches("task-values.json|.task-values.lock"));
    }

    @Test
    void a_run_whose_folder_is_gone_takes_no_values() {
        StorePath gone = StorePath.of(base + "/runs/gone");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> values().set(gone, TaskKey.PROCESS, "a", "1"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).endsWith("runs/gone/task-values.json"));
        assertThat(values().get(gone, TaskKey.PROCESS, "a")).isEmpty();
        assertThat(base.resolve("runs/gone")).doesNotExist();
    }
}
