package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.spark.FileTaskValues;
import dev.dyndeps.adapter.zip.ThisProgram;
import dev.dyndeps.domain.pipeline.PipelinePlan;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.python.PythonSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is handed out works where there is nothing but Python: the wheel, installed by pip into a new virtual environment, in
 * a process that finds no Java, neither on PATH nor by JAVA_HOME.
 */
class DistIT {
    private static final Path MADE = Dyndeps.ROOT.resolve("dist/target");

    @TempDir
    static Path folder;

    @TempDir
    Path out;

    private static String python;
    private static Processes processes;
    private static Path wheel;
    private static Path bin;
    private static Path home;

    @BeforeAll
    static void install() throws Exception {
        assumeFalse(Boolean.getBoolean("dyndeps.quick"), "-Dquick makes no wheel");
        wheel = made("dyndeps-*.whl");
        python = Interpreters.ofThisMachine(new ProcessRunner())
                .forTools()
                .executable()
                .toString();
        processes = new Processes(folder);
        Path environment = folder.resolve("environment");
        processes
                .run(Map.of(), List.of(python, "-m", "venv", environment.toString()))
                .fine();
        bin = environment.resolve("bin");
        String pip = bin.resolve("pip").toString();
        processes
                .run(Map.of(), List.of(pip, "install", "--no-index", wheel.toString()))
                .fine();
        String place = "import dyndeps, os; print(os.path.dirname(dyndeps.__file__))";
        home = Path.of(processes
                .run(Map.of(), List.of(bin.resolve("python").toString(), "-c", place))
                .fine()
                .output()
                .strip());
    }

    @Test
    void it_inspects() throws Exception {
        assertThat(json("inspect", Dyndeps.example("nested.zip")).get("format").asText())
                .isEqualTo("nested");
    }

    @Test
    @Tag("registry")
    void it_builds_with_pip_and_a_build_backend() throws Exception {
        JsonNode built = json("build", Dyndeps.example("packaged.zip"), "-o", out.toString());

        assertThat(Path.of(built.get("wheelhouse").asText())).isRegularFile().hasParent(out);
    }

    @Test
    @Tag("spark")
    void spark_runs_on_the_java_that_it_brings() throws Exception {
        JsonNode ran = json("run", Dyndeps.example("pure_python.zip"), "--base", out.toString());

        assertThat(ran.get("succeeded").asBoolean()).isTrue();
        assertThat(ran.get("nodes")).hasSize(3);
    }

    @Test
    void the_process_task_builds_with_the_program_that_it_is_given() throws Exception {
        RunPaths run = new RunPaths(StorePath.of(out.toString()), new RunId("job-42"));
        Path script = Files.writeString(out.resolve("process.py"), PythonSources.task("process"));
        List<String> command = List.of(
                python,
                script.toString(),
                "--program",
                wheel.toString(),
                "--program-sha256",
                MoreFiles.asByteSource(wheel).hash(Hashing.sha256()).toString(),
                "--input",
                Dyndeps.example("pure_python.zip"),
                "--target",
                "dbr-14.3",
                "--run-folder",
                run.folder().value(),
                "--run",
                "job-42");
        Path values = Path.of(run.file("task-values.json").value());
        Map<String, String> variables = Map.of("TMPDIR", out.toString(), "DYNDEPS_TASK_VALUES_FILE", values.toString());
        processes.run(variables, command).fine();

        String sha256 = new FileTaskValues()
                .get(run.folder(), TaskKey.PROCESS, PipelinePlan.SHA256)
                .orElseThrow();
        String wheelhouse = new FileTaskValues()
                .get(run.folder(), TaskKey.PROCESS, PipelinePlan.WHEELHOUSE)
                .orElseThrow();
        Path file = Path.of(new ObjectMapper().readValue(wheelhouse, String.class));
        assertThat(new ObjectMapper().readValue(sha256, String.class))
                .isEqualTo(MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
        assertThat(RunMarker.parse(Files.readString(Path.of(run.marker().value()))))
                .hasValueSatisfying(marker -> assertThat(marker.run()).isEqualTo(run.run()));
    }

    @Test
    void its_status_is_the_programs() throws Exception {
        Processes.Ended ended = dyndeps("inspect", out.resolve("no such file").toString());

        assertThat(ended.status()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output()).contains("INPUT_MISSING").contains("no such file");
    }

    @Test
    void every_command_starts_on_the_java_that_it_brings() throws Exception {
        for (String command : List.of("inspect", "build", "verify", "run", "clean", "doctor")) {
            assertThat(dyndeps(command, "--help").fine().output()).contains("Example: dyndeps " + command);
        }
        assertThat(dyndeps("doctor").output()).contains(home.resolve("java").toString());
    }

    @Test
    void its_java_has_every_module_that_the_jars_name() throws Exception {
        ImmutableList.Builder<String> arguments = ImmutableList.builder();
        arguments.add("--multi-release", "17", "--ignore-missing-deps", "--print-module-deps");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("lib"))) {
            jars.forEach(jar -> arguments.add(jar.toString()));
        }
        StringWriter named = new StringWriter();
        PrintWriter to = new PrintWriter(named);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(to, to, arguments.build().toArray(new String[0]));
        String modules = processes
                .run(Map.of(), List.of(home.resolve("java/bin/java").toString(), "--list-modules"))
                .fine()
                .output();

        assertThat(status).as(named.toString()).isZero();
        assertThat(named.toString().strip().split(","))
                .contains("java.base")
                .allSatisfy(module -> assertThat(modules).contains(module + "@"));
    }

    @Test
    void its_java_talks_tls() throws Exception {
        try (TlsServer server = new TlsServer(out, home.resolve("java"), processes)) {
            Processes.Ended ended = processes.run(
                    Map.of(),
                    ImmutableList.<String>builder()
                            .add(home.resolve("java/bin/java").toString())
                            .addAll(server.trust())
                            .add(
                                    "-cp",
                                    Dyndeps.ROOT
                                            .resolve("it/target/test-classes")
                                            .toString())
                            .add(TlsProbe.class.getName(), server.url())
                            .build());

            assertThat(ended.fine().output()).isEqualTo("TLSv1.3 200 hello\n");
        }
    }

    @Test
    void the_installed_program_packs_itself_again_byte_for_byte() {
        assertThat(new ThisProgram(Optional.of(home), out).wheel())
                .hasFileName(wheel.getFileName().toString())
                .hasSameBinaryContentAs(wheel);
    }

    @Test
    void in_a_checkout_the_program_is_the_wheel_that_was_made() {
        assertThat(new ThisProgram(Optional.of(Dyndeps.ROOT), out).wheel()).isEqualTo(wheel);
    }

    @Test
    void the_plain_zip_runs_on_the_java_of_the_machine() throws Exception {
        String launcher = unpackedLauncher();

        assertThat(processes
                        .run(Map.of("JAVA_HOME", System.getProperty("java.home")), List.of(launcher, "--version"))
                        .fine()
                        .output())
                .startsWith("dyndeps 0.");
    }

    @Test
    void the_plain_zip_says_so_where_there_is_no_java() throws Exception {
        Processes.Ended ended = processes.run(Map.of(), List.of(unpackedLauncher(), "--version"));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("there is no Java").contains("or install the wheel");
    }

    private String unpackedLauncher() throws Exception {
        Path zip = made("dyndeps-*.zip");
        processes
                .run(Map.of(), List.of(python, "-m", "zipfile", "-e", zip.toString(), out.toString()))
                .fine();
        Path launcher = out.resolve(zip.getFileName().toString().replace(".zip", ""))
                .resolve("bin/dyndeps"); // Python's unpacking forgets the modes
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return launcher.toString();
    }

    private static JsonNode json(String... arguments) throws Exception {
        String[] all = ImmutableList.<String>builder()
                .add(arguments)
                .add("--json", "--quiet")
                .build()
                .toArray(new String[0]);
        return new ObjectMapper().readTree(dyndeps(all).fine().output());
    }

    private static Processes.Ended dyndeps(String... arguments) throws Exception {
        return processes.run(
                Map.of("DYNDEPS_PYTHON", python),
                ImmutableList.<String>builder()
                        .add(bin.resolve("dyndeps").toString())
                        .add(arguments)
                        .build());
    }

    private static Path made(String glob) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(MADE, glob)) {
            return found.iterator().next();
        }
    }
}
