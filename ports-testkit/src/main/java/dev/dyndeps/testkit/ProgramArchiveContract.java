package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.python.WheelRecord;
import dev.dyndeps.port.ProgramArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What every {@link ProgramArchive} does. */
public abstract class ProgramArchiveContract {
    /** One that has a wheel to give. */
    protected abstract ProgramArchive program() throws IOException;

    /** One that has none, nor anything to make it of. */
    protected abstract ProgramArchive without() throws IOException;

    @Test
    void the_file_is_named_as_a_wheel_of_the_program_for_any_python_3_and_a_linux_with_glibc() throws IOException {
        String file = program().wheel().getFileName().toString();

        assertThat(WheelName.parse(file).name().toString()).isEqualTo("dyndeps");
        assertThat(file).containsPattern("-py3-none-manylinux_2_\\d+_(x86_64|aarch64)\\.whl$");
    }

    @Test
    void it_holds_what_python_runs_as_a_folder() throws IOException {
        try (ZipFile zip = new ZipFile(program().wheel().toFile())) {
            assertThat(zip.getEntry("dyndeps/__main__.py")).isNotNull();
        }
    }

    @Test
    void its_record_names_every_file_of_it() throws IOException {
        try (ZipFile zip = new ZipFile(program().wheel().toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            String record = names.get(names.size() - 1);

            assertThat(record).endsWith(".dist-info/RECORD");
            assertThat(WheelRecord.parse(new String(
                                    zip.getInputStream(zip.getEntry(record)).readAllBytes(), StandardCharsets.UTF_8))
                            .entries()
                            .keySet())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void it_is_the_same_each_time() throws IOException {
        byte[] first = Files.readAllBytes(program().wheel());

        assertThat(program().wheel()).hasBinaryContent(first);
    }

    @Test
    void several_may_ask_at_once() throws IOException {
        ProgramArchive program = program();

        assertThat(Threads.atOnce(8, number -> program.wheel()))
                .allSatisfy(wheel -> assertThat(wheel).hasSameBinaryContentAs(program.wheel()));
    }

    @Test
    void where_there_is_none_the_error_says_how_to_get_one() throws IOException {
        ProgramArchive without = without();

        assertThatThrownBy(without::wheel).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.TOOL_MISSING);
            assertThat(error.next()).contains("--program FILE.whl");
        });
    }
}
