package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents say all there is, and what they show works. */
class DocumentationIT {
    private static final List<String> COMMANDS =
            List.of("inspect", "build", "verify", "run", "deploy", "compare", "bundle", "clean", "cache", "doctor");

    @ParameterizedTest
    @EnumSource(Code.class)
    void every_refusal_code_is_described(Code code) throws IOException {
        assertThat(read("docs/formats.md")).contains("| `" + code + "` | ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_and_every_option_of_it_is_described(String command) throws IOException {
        String help = Dyndeps.run(command, "--help").out();
        String document = read("docs/commands.md");

        assertThat(document).contains("## " + command);
        assertThat(help).as("an example").contains("Example: dyndeps " + command);
        assertThat(options(help))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(document).contains("`" + option));
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    @Test
    void every_exit_status_is_described_in_the_help_and_in_the_document() throws IOException {
        String help = Dyndeps.run("--help").out();
        String document = read("docs/commands.md");

        assertThat(COMMANDS).allSatisfy(command -> assertThat(help).contains(command));
        for (String status : List.of("0", "2", "3", "4", "5", "70", "130")) {
            assertThat(help).containsPattern("\\n  " + status + " +\\w");
            assertThat(document).contains("\n| " + status + " | ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "CONTRIBUTING.md",
                "docs/databricks.md",
                "docs/decisions/README.md"
            })
    void links_lead_somewhere(String file) throws IOException {
        Path folder = Dyndeps.ROOT.resolve(file).resolve("..").normalize();

        assertThat(Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)")
                        .matcher(read(file))
                        .results()
                        .map(match -> match.group(1)))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    @Test
    void classes_that_the_documents_name_exist() throws IOException {
        String all = read("ARCHITECTURE.md") + read("CONTRIBUTING.md") + read("docs/embedding.md") + decisions();
        List<String> classes = sources();

        assertThat(Pattern.compile("`([A-Z][A-Za-z]+[a-z](?:IT|Test|Contract)?)`")
                        .matcher(all)
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.equals("Code")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes).contains(name));
    }

    @Test
    @Tag("registry")
    void commands_of_the_readme_work(@TempDir Path out) {
        assertThat(Shown.commands("README.md"))
                .filteredOn(command -> command.matches("\\./dyndeps (inspect|build|doctor).*"))
                .hasSizeGreaterThan(2)
                .allSatisfy(command -> {
                    Dyndeps.Result result = Dyndeps.run(Shown.arguments(command, out));
                    assertThat(result.status()).as(result.everything()).isZero();
                });
    }

    /** {@link ExamplesIT} runs the examples with their checks, {@code DatabricksDocumentsIT} what is to be run there. */
    @Test
    void no_command_of_the_readme_is_without_a_test() {
        List<String> databricks = Shown.commands("README.md", "On Databricks");

        assertThat(Shown.commands("README.md"))
                .filteredOn(command -> !databricks.contains(command))
                .allSatisfy(command -> assertThat(command)
                        .matches("mvn verify|\\./dyndeps ((inspect|build|doctor).*"
                                + "|run examples/(\\w+)\\.zip( --check examples/\\3\\.check\\.py)?)"));
    }

    @Test
    void every_example_of_the_readme_is_there() throws IOException {
        assertThat(Pattern.compile("examples/[a-z_.]+(?:zip|py)")
                        .matcher(read("README.md"))
                        .results()
                        .map(match -> match.group()))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(Dyndeps.ROOT.resolve(example)).exists());
    }

    private static List<String> options(String help) {
        return Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)")
                .matcher(help)
                .results()
                .map(match -> match.group(1))
                .filter(option -> !option.equals("--version"))
                .distinct()
                .toList();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Dyndeps.ROOT)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
    }

    private static String decisions() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(Dyndeps.ROOT.resolve("docs/decisions"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Dyndeps.ROOT.resolve(file));
    }
}
