package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's program on a Spark 3 and on a Spark 4, and what is left of a run. */
class SparkVersionsIT {
    private static final PythonVersion OF_SPARK_4 = new PythonVersion(3, 12);

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.ofThisMachine(new ProcessRunner());

    @BeforeEach
    void input() {
        Path input = folder.resolve("input");
        WheelMaker.wheel("shout", "1.0")
                .requires("marks")
                .file("shout/__init__.py", "import marks\n\ndef loud(word):\n    return word.upper() + marks.MARK\n")
                .writeTo(input);
        WheelMaker.wheel("marks", "2.0")
                .file("marks/__init__.py", "MARK = '!'\n")
                .writeTo(input);
    }

    @Test
    void a_program_with_arguments_uses_the_package_in_the_workers_of_the_local_python() throws IOException {
        PythonVersion local = interpreters.local().version();

        runsProgram(local, local.compareTo(OF_SPARK_4) < 0 ? "3.5." : "4.");
    }

    @Test
    void a_program_with_arguments_uses_the_package_in_the_workers_of_spark_4() throws IOException {
        assumeTrue(interpreters.find(OF_SPARK_4).isPresent(), "this machine has no Python 3.12");

        runsProgram(OF_SPARK_4, "4.", "--python", "3.12");
    }

    private void runsProgram(PythonVersion python, String spark, String... options) throws IOException {
        Dyndeps.Result result = run(program("""
                import sys
                from pyspark.sql import SparkSession
                from pyspark.sql.functions import udf
                import shout

                session = SparkSession.builder.getOrCreate()
                words = session.createDataFrame([(word,) for word in sys.argv[1:]], "word string")
                loud = udf(lambda word: shout.loud(word), "string")
                print("said", sorted(row[0] for row in words.select(loud("word")).collect()), "on", session.version)
                """), ImmutableList.copyOf(options), "hello", "--dark world");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err()).contains("said ['--DARK WORLD!', 'HELLO!'] on " + spark);
        assertThat(result.json().get("nodes"))
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.get("python").asText()).startsWith(python + "."));
        assertThat(result.json().get("left")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_run_that_is_not_to_clean_up_leaves_its_folder_and_says_so() throws IOException {
        Dyndeps.Result result = run(program("print('done')\n"), List.of("--no-cleanup"));

        assertThat(result.status()).as(result.everything()).isZero();
        JsonNode ran = result.json();
        Path run = folder.resolve("base/runs").resolve(ran.get("run").asText());
        assertThat(ran.get("left"))
                .singleElement()
                .satisfies(left -> assertThat(left.asText()).isEqualTo(run.toString()));
        assertThat(files())
                .contains(run.resolve(ran.get("wheelhouse").asText()))
                .allMatch(file -> file.startsWith(run));
    }

    @Test
    void a_program_that_fails_is_shown_with_its_traceback_and_leaves_nothing() throws IOException {
        Dyndeps.Result result = run(program("""
                import shout

                def count():
                    raise LookupError(shout.loud("no rows"))

                count()
                """), List.of());

        assertThat(result.status()).as(result.everything()).isEqualTo(5);
        JsonNode ran = result.json();
        assertThat(ran.get("succeeded").asBoolean()).isFalse();
        assertThat(ran.get("tasks"))
                .filteredOn(task -> task.get("task").asText().equals("load_and_validate"))
                .singleElement()
                .satisfies(task -> assertThat(task.get("error").asText())
                        .startsWith("Traceback")
                        .contains("program.py", "line 4, in count", "LookupError: NO ROWS!"));
        assertThat(ran.get("nodes")).as("validation had passed").hasSize(3);
        assertThat(ran.get("left")).isEmpty();
        assertThat(files()).isEmpty();
    }

    private Path program(String text) throws IOException {
        return Files.writeString(folder.resolve("program.py"), text);
    }

    private Dyndeps.Result run(Path program, List<String> options, String... arguments) {
        ImmutableList.Builder<String> command = ImmutableList.builder();
        command.add("run", folder.resolve("input").toString(), "--json");
        command.add("--base", folder.resolve("base").toString());
        command.addAll(options).add("--main", program.toString());
        if (arguments.length > 0) {
            command.add("--").add(arguments);
        }
        return Dyndeps.run(command.build().toArray(String[]::new));
    }

    /** What is in the base of runs. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("base"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
