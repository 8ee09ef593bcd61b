package dev.dyndeps.domain.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Input;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsReaderTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    private static RequirementsSet read(Input input, RequirementsPolicy policy) {
        return RequirementsReader.read(ArchivePath.of("requirements.txt"), input.listing(), input, Input::toml, policy);
    }

    private static RequirementsSet read(Input input) {
        return read(input, RequirementsPolicy.STRICT);
    }

    private static RequirementsSet read(String text) {
        return read(new Input().with("requirements.txt", text));
    }

    private static UserError refused(Input input) {
        return Objects.requireNonNull(catchThrowableOfType(UserError.class, () -> read(input)), "it was accepted");
    }

    private static UserError refused(String text) {
        return refused(new Input().with("requirements.txt", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests | requests",
                "Requests==2.31.0 # why | requests==2.31.0",
                "pandas[Parquet] >= 2, <3 | pandas[parquet]<3,>=2",
                "tomli; python_version < '3.11' | tomli; python_version < \"3.11\"",
            })
    void names_extras_specifiers_and_markers_are_read(String line, String requirement) {
        assertThat(read(line).requirements())
                .extracting(r -> r.requirement().toString())
                .containsExactly(
                        dev.dyndeps.domain.python.Requirement.parse(requirement).toString());
    }

    @Test
    void every_requirement_knows_its_line() {
        assertThat(read("# first\n\na\r\nb \\\n  >=1\nc\n").requirements())
                .extracting(SourcedRequirement::where)
                .containsExactly("requirements.txt:3", "requirements.txt:4", "requirements.txt:6");
    }

    @Test
    void hashes_are_read_over_several_lines() {
        RequirementsSet set = read("six==1.16.0 \\\n    --hash=sha256:" + SHA + " \\\n    --hash sha256:"
                + SHA.replace('0', '1') + "\n    # via x\n");

        assertThat(set.requirements().get(0).hashes()).hasSize(2).contains("sha256:" + SHA);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_line() {
        assertThat(read("\uFEFFsix").requirements()).hasSize(1);
    }

    @Test
    void included_files_are_read_in_place_and_constraints_apart() {
        RequirementsSet set = read(new Input()
                .with("requirements.txt", "a\n-r more/base.txt\n-c more/limits.txt\nz\n")
                .with("more/base.txt", "b\n--requirement=deep.txt\n")
                .with("more/deep.txt", "c\n-r../requirements2.txt\n")
                .with("requirements2.txt", "d\n")
                .with("more/limits.txt", "e<2\n"));

        assertThat(set.requirements())
                .extracting(SourcedRequirement::where)
                .containsExactly(
                        "requirements.txt:1",
                        "more/base.txt:1",
                        "more/deep.txt:1",
                        "requirements2.txt:1",
                        "requirements.txt:4");
        assertThat(set.constraints()).extracting(SourcedRequirement::where).containsExactly("more/limits.txt:1");
    }

    @Test
    void local_projects_wheels_and_source_distributions_are_found_in_the_archive() {
        RequirementsSet set = read(Input.of(
                        "pkg/setup.py", "setup.py", "wheels/six-1.16.0-py3-none-any.whl", "a-1.tar.gz")
                .with("requirements.txt", "-e .[dev]\n./pkg\nwheels/six-1.16.0-py3-none-any.whl[x]\na-1.tar.gz\n"));

        assertThat(set.projects())
                .extracting(s -> s.path() + " " + s.extras())
                .containsExactly(". [dev]", "pkg []", "a-1.tar.gz []");
        assertThat(set.wheels()).containsExactly(ArchivePath.of("wheels/six-1.16.0-py3-none-any.whl"));
        assertThat(set.requirements())
                .extracting(r -> r.requirement().toString())
                .containsExactly("six[x]==1.16.0");
        assertThat(set.warnings()).singleElement().asString().contains("editable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQ_INCLUDE_MISSING | -r missing.txt",
                "REQ_INCLUDE_MISSING | -c missing.txt",
                "REQ_INCLUDE_ESCAPES | -r ../../../../etc/passwd",
                "REQ_INCLUDE_REMOTE | -r /etc/passwd",
                "REQ_INCLUDE_REMOTE | -r C:\\x.txt",
                "REQ_INCLUDE_REMOTE | --requirement=https://example.com/r.txt",
                "REQ_INCLUDE_CYCLE | -r requirements.txt",
                "REQ_PATH_ESCAPES | ../pkg",
                "REQ_PATH_ESCAPES | -e ..",
                "REQ_PATH_ESCAPES | /opt/x.whl",
                "REQ_PATH_ESCAPES | ~/x.whl",
                "REQ_PATH_NOT_A_PACKAGE | .",
                "REQ_PATH_NOT_A_PACKAGE | ./pkg",
                "REQ_PATH_NOT_A_PACKAGE | six-1.16.0-py3-none-any.whl",
                "REQ_DIRECT_URL | six @ https://example.com/six-1.16.0-py3-none-any.whl",
                "REQ_DIRECT_URL | https://example.com/six-1.16.0-py3-none-any.whl",
                "REQ_VCS_URL | git+https://example.com/a/b.git",
                "REQ_VCS_URL | -e git+ssh://git@example.com/a/b.git#egg=b",
                "REQ_VCS_URL | six @ git+https://example.com/a/b.git",
                "REQ_FILE_URL | file:///tmp/x.whl",
                "REQ_FILE_URL | six @ file:///tmp/x.whl",
                "REQ_INDEX_OPTION | -i https://user:hunter2@example.com/simple",
                "REQ_INDEX_OPTION | --index-url=https://example.com/simple",
                "REQ_INDEX_OPTION | --extra-index-url https://example.com/simple",
                "REQ_INDEX_OPTION | --no-index",
                "REQ_INDEX_OPTION | -f./wheels",
                "REQ_INDEX_OPTION | --find-links ./wheels",
                "REQ_INDEX_OPTION | --trusted-host example.com",
                "REQ_INDEX_OPTION | six --index-url https://example.com",
                "REQ_INDEX_OPTION | -r x.txt --index-url https://example.com",
                "REQ_OPTION_FORBIDDEN | --no-binary six",
                "REQ_OPTION_FORBIDDEN | --only-binary=:all:",
                "REQ_OPTION_FORBIDDEN | --pre",
                "REQ_OPTION_FORBIDDEN | --require-hashes",
                "REQ_OPTION_FORBIDDEN | six --config-settings=x=y",
                "REQ_OPTION_FORBIDDEN | six --global-option=build",
                "REQ_ENV_VAR | six==${VERSION}",
                "REQ_ENV_VAR | https://${TOKEN}@example.com/x.whl",
                "REQ_CREDENTIALS | six @ https://user:hunter2@example.com/six-1.16.0-py3-none-any.whl",
                "REQ_CREDENTIALS | https://hunter2@example.com/six-1.16.0-py3-none-any.whl",
                "REQ_DIRECT_URL | https://user:hun/hunter2@example.com/six-1.16.0-py3-none-any.whl",
                "REQ_SYNTAX | six ==> https://user:hun/hunter2@example.com",
                "REQ_CREDENTIALS | git+https://user:hunter2@example.com/a/b.git",
                "REQ_SYNTAX | --ind https://example.com",
                "REQ_SYNTAX | --upgrade",
                "REQ_SYNTAX | --hash=sha256:00",
                "REQ_SYNTAX | six --hash=md5:00",
                "REQ_SYNTAX | six -r x.txt",
                "REQ_SYNTAX | -r",
                "REQ_SYNTAX | numpy=1.26",
                "REQ_SYNTAX | pip install six",
                "REQ_SYNTAX | ./pkg; python_version < '3'",
            })
    void each_construct_has_its_code(Code code, String line) {
        UserError error = refused("six\n" + line + "\n");

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.where()).isEqualTo("requirements.txt:2");
        assertThat(error.getMessage()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x0B, 0x0C, 0x1B, 0x1C, 0x7F, 0x85, 0x2028, 0x2029})
    void characters_that_hide_lines_are_refused_even_in_comments(int character) {
        assertThat(refused("six # " + Character.toString(character) + "flask").code())
                .isEqualTo(Code.REQ_CONTROL_CHAR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA0, 0x200B, 0x202E, 0xFEFF, 0x3000})
    void invisible_characters_are_refused_outside_comments_only(int character) {
        String invisible = Character.toString(character);

        assertThat(refused("six" + invisible + "==1").code()).isEqualTo(Code.REQ_CONTROL_CHAR);
        assertThat(read("six # " + invisible).requirements()).hasSize(1);
    }

    @Test
    void a_comment_that_would_swallow_the_next_line_is_refused() {
        assertThat(refused("six # note \\\nflask\n").code()).isEqualTo(Code.REQ_SYNTAX);
        assertThat(read("# note \\\nflask\n").requirements()).hasSize(1);
    }

    @Test
    void other_encodings_are_refused_with_the_way_out() {
        Input utf16 = new Input().with("requirements.txt", "six".getBytes(StandardCharsets.UTF_16));
        Input latin = new Input().with("requirements.txt", "six\n# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refused(utf16).next()).contains("Out-File");
        assertThat(refused(latin).where()).isEqualTo("requirements.txt:2");
    }

    @Test
    void the_limits_hold_on_both_sides() {
        String line = "# " + "x".repeat(PhysicalLines.MAX_LINE_BYTES - 2);

        assertThat(read(line).isEmpty()).isTrue();
        assertThat(refused(line + "x").code()).isEqualTo(Code.REQ_TOO_LARGE);
        assertThat(read("a\n".repeat(PhysicalLines.MAX_LINES)).requirements()).hasSize(PhysicalLines.MAX_LINES);
        assertThat(refused("a\n".repeat(PhysicalLines.MAX_LINES + 1)).code()).isEqualTo(Code.REQ_TOO_LARGE);
        assertThat(refused("#" + "\n# x".repeat(1 << 18)).code()).isEqualTo(Code.REQ_TOO_LARGE);
    }

    @Test
    void includes_go_ten_deep_and_no_deeper() {
        assertThat(read(chain(RequirementsReader.MAX_DEPTH)).requirements()).hasSize(1);
        assertThat(refused(chain(RequirementsReader.MAX_DEPTH + 1)).code()).isEqualTo(Code.REQ_INCLUDE_CYCLE);
    }

    private static Input chain(int depth) {
        Input input = new Input().with("requirements.txt", "-r 1.txt");
        for (int i = 1; i < depth; i++) {
            input.with(i + ".txt", "-r " + (i + 1) + ".txt");
        }
        return input.with(depth + ".txt", "six");
    }

    @Test
    void sixty_four_files_are_read_and_no_more() {
        assertThat(read(fan(RequirementsReader.MAX_FILES - 1)).isEmpty()).isTrue();
        assertThat(refused(fan(RequirementsReader.MAX_FILES)).code()).isEqualTo(Code.REQ_INCLUDE_CYCLE);
    }

    private static Input fan(int includes) {
        StringBuilder lines = new StringBuilder();
        Input input = new Input();
        for (int i = 0; i < includes; i++) {
            lines.append("-r ").append(i).append(".txt\n");
            input.with(i + ".txt", "");
        }
        return input.with("requirements.txt", lines.toString());
    }

    @Test
    void an_operator_may_allow_a_host() {
        RequirementsPolicy policy = new RequirementsPolicy(ImmutableSet.of("example.com"));
        String url = "https://Example.com:8443/six-1.16.0-py3-none-any.whl";

        assertThat(read(new Input().with("requirements.txt", url), policy).requirements())
                .singleElement()
                .satisfies(r -> assertThat(r.requirement().url()).contains(url));
    }

    @Test
    void nothing_but_a_user_error_comes_of_any_text() {
        String[] pieces = {
            "six",
            "==",
            "1.0",
            " ",
            "\t",
            "\n",
            "\r",
            "\\",
            "#",
            "-r ",
            "-e ",
            "--hash=",
            "sha256:",
            "@",
            "://",
            "git+",
            ".",
            "..",
            "/",
            "[",
            "]",
            ",",
            ";",
            "'",
            "\"",
            "python_version",
            "<",
            "${",
            "}",
            "\u0000",
            "é",
            "~",
            "=",
            "(",
            ")",
            "x.whl",
            "file:",
            "-",
            "--",
            "C:",
            "\uD800",
            "%",
            "?",
            "&",
            "requirements.txt"
        };
        Random random = new Random(20261124);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                assertThat(read(text.toString()).projects()).isEmpty();
            } catch (UserError expected) {
                assertThat(expected.next()).isNotEmpty();
            }
        }
    }
}
