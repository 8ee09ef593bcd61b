package dev.dyndeps.application;

import static dev.dyndeps.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.testkit.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Says what an input is, without building any of it. */
class InspectArchiveTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
    }

    private Inspection inspect(Optional<Format> format, RequirementsPolicy policy) {
        return new InspectArchive(bench.inputs, bench.toml)
                .run(new InspectArchive.Request(bench.input, format, policy));
    }

    private Inspection inspect() {
        return inspect(Optional.empty(), RequirementsPolicy.STRICT);
    }

    @Test
    void the_shape_and_what_each_requirements_file_asks_for_are_told() {
        bench.input(
                InputFile.text("a/requirements.txt", "six\nattrs>=1\n"), InputFile.text("b/requirements.txt", "six\n"));

        Inspection inspection = inspect();

        assertThat(inspection.recognition().format()).isEqualTo(Format.NESTED);
        assertThat(inspection.requirements().keySet())
                .containsExactly(ArchivePath.of("a/requirements.txt"), ArchivePath.of("b/requirements.txt"));
        assertThat(inspection.requirements().values().asList().get(0).requirements())
                .extracting(sourced -> sourced.where())
                .containsExactly("a/requirements.txt:1", "a/requirements.txt:2");
    }

    @Test
    void the_shape_that_is_asked_for_must_be_the_inputs() {
        bench.requirements("six");

        assertThat(inspect(Optional.of(Format.REQUIREMENTS), RequirementsPolicy.STRICT)
                        .recognition()
                        .format())
                .isEqualTo(Format.REQUIREMENTS);
        assertRefused(
                Code.FORMAT_MISMATCH,
                "",
                () -> inspect(Optional.of(Format.EXISTING_WHEELS), RequirementsPolicy.STRICT));
    }

    @Test
    void a_requirement_by_url_needs_the_operators_leave() {
        bench.requirements("six @ https://files.test/six-1.16-py3-none-any.whl");

        assertRefused(Code.REQ_DIRECT_URL, "requirements.txt:1", this::inspect);
        assertThat(inspect(Optional.empty(), new RequirementsPolicy(ImmutableSet.of("files.test")))
                        .requirements()
                        .values()
                        .asList()
                        .get(0)
                        .requirements())
                .hasSize(1);
    }

    @Test
    void each_warning_is_told_once_whoever_had_it() {
        bench.input(InputFile.text("Requirements.txt", "-e ./pkg\n"), Bench.project("pkg/", "pkg"));

        Inspection inspection = inspect();

        assertThat(inspection.warnings()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(inspection.warnings()).containsAll(inspection.recognition().warnings());
    }

    @Test
    void nothing_is_refused_with_what_was_found() {
        bench.input(InputFile.text("README.md", "hello"));

        assertRefused(Code.EMPTY_INPUT, "", this::inspect);
    }

    @Test
    void an_input_that_is_not_there_is_missing() {
        assertRefused(Code.INPUT_MISSING, "deps.zip", this::inspect);
    }
}
