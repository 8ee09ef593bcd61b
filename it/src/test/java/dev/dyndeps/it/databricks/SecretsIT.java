package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.dyndeps.emulator.auth.Identities;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What signs in is in the environment and in the header that is for it, and nowhere else: it is searched for in all that the
 * program writes, sends, leaves and shows, whether things go well or not.
 */
class SecretsIT {
    private static final String OWN_HEADER = "authorization";

    private final QuickWorkspace workspace = new QuickWorkspace();
    private final List<String> commandLines = Collections.synchronizedList(new ArrayList<>());
    private final List<String> outputs = new ArrayList<>();

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(workspace.folder().resolve("home"));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void a_token_is_seen_nowhere() throws IOException {
        String token = workspace.emulated.token();
        useAllOf(ImmutableMap.of("DATABRICKS_TOKEN", token));

        assertSeenNowhere(ImmutableSet.of(token));
    }

    @Test
    void neither_a_clients_secret_nor_the_tokens_that_it_gets_are_seen_anywhere() throws IOException {
        Identities.Client client = workspace.emulated.identities().newClient();
        useAllOf(ImmutableMap.of(
                "DATABRICKS_TOKEN", "",
                "DATABRICKS_CLIENT_ID", client.id(),
                "DATABRICKS_CLIENT_SECRET", client.secret()));

        assertSeenNowhere(ImmutableSet.<String>builder()
                .add(client.secret())
                .addAll(signIns())
                .build());
    }

    @Test
    void a_token_of_a_profile_is_seen_nowhere_but_in_its_file() throws IOException {
        String token = workspace.emulated.token();
        Path file = Files.writeString(
                workspace.configFile(), "[work]\nhost = " + workspace.emulated.url() + "\ntoken = " + token + "\n");
        useAllOf(ImmutableMap.of(
                "DATABRICKS_TOKEN", "",
                "DATABRICKS_HOST", "",
                "DATABRICKS_CONFIG_PROFILE", "work",
                "DATABRICKS_CONFIG_FILE", file.toString()));

        Files.delete(file);
        assertSeenNowhere(ImmutableSet.of(token));
    }

    /** A run that succeeds, runs that fail in several ways, and a clean-up. */
    private void useAllOf(ImmutableMap<String, String> credentials) throws IOException {
        Path input = Path.of(Dyndeps.example("pure_python.zip"));
        assertThat(program(credentials, "run", input.toString(), "--on", "databricks", "--no-cleanup"))
                .isZero();

        workspace.faults().arm("POST /api/2.2/jobs/create", Fault.internalError());
        assertThat(program(credentials, "run", input.toString(), "--on", "databricks", "--workers", "2"))
                .isEqualTo(4);

        // A proxy that shows in its answer what it was sent.
        workspace.faults().arm("POST /api/2.2/jobs/run-now", (call, usual) -> {
            throw new ApiError(400, "BAD_REQUEST", call.header("Authorization").orElse("") + " is no good");
        });
        assertThat(program(credentials, "run", input.toString(), "--on", "databricks", "--json"))
                .isIn(2, 4);

        workspace.faults().arm("*", Fault.expiredToken(), 1000);
        assertThat(program(credentials, "run", input.toString(), "--on", "databricks"))
                .isEqualTo(2);

        assertThat(program(credentials, "clean", "--json")).isZero();
    }

    /** Runs the program; at each of its requests the command lines of it and of all that it started are looked at. */
    private int program(ImmutableMap<String, String> credentials, String... arguments) throws IOException {
        CompletableFuture<Program> started = new CompletableFuture<>();
        for (String watched : new String[] {"POST *", "PUT *"}) {
            workspace.faults().arm(watched, (call, usual) -> {
                look(started.join().handle());
                return usual.handle(call);
            });
        }
        ImmutableMap<String, String> variables = ImmutableMap.<String, String>builder()
                .putAll(workspace.variables())
                .put("DYNDEPS_CACHE", home.resolve("cache").toString())
                .put("DYNDEPS_BASE", QuickWorkspace.VOLUME)
                .put("HOME", home.toString())
                .put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home)
                .putAll(credentials)
                .buildKeepingLast();
        try (Program program = Program.start(variables, home.resolve("output"), arguments)) {
            started.complete(program);
            Dyndeps.Result result = program.ended();
            outputs.add(result.everything());
            workspace.faults().clear();
            return result.status();
        }
    }

    private void look(ProcessHandle program) {
        Stream.concat(Stream.of(program), program.descendants()).forEach(process -> {
            try {
                commandLines.add(Files.readString(
                        Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // It has ended.
            }
        });
    }

    /** What was sent in the header that is for it. */
    private ImmutableSet<String> signIns() {
        return workspace.emulated.recorded().stream()
                .flatMap(request -> request.headers().get(OWN_HEADER).stream())
                .map(header -> Iterables.getLast(Splitter.on(' ').split(header)))
                .collect(ImmutableSet.toImmutableSet());
    }

    private void assertSeenNowhere(ImmutableSet<String> secrets) throws IOException {
        assertThat(signIns()).as("they were used").isNotEmpty();
        assertThat(commandLines).anyMatch(line -> line.contains("dev.dyndeps.cli.Main"));
        for (String secret : secrets) {
            assertThat(outputs).noneMatch(output -> output.contains(secret));
            assertThat(commandLines).noneMatch(line -> line.contains(secret));
            assertThat(workspace.emulated.recorded()).noneMatch(request -> shows(request, secret));
            assertThat(files()).isNotEmpty().noneMatch(file -> holds(file, secret));
        }
        assertThat(outputs).anyMatch(output -> output.contains("***"));
    }

    private static boolean shows(Recorded request, String secret) {
        return request.path().contains(secret)
                || request.body().contains(secret)
                || request.query().toString().contains(secret)
                || request.headers().entries().stream()
                        .filter(header -> !header.getKey().equals(OWN_HEADER))
                        .anyMatch(header -> header.getValue().contains(secret));
    }

    /** All that is in the workspace, in the cache and at home. */
    private ImmutableList<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.folder())) {
            return files.filter(Files::isRegularFile).collect(ImmutableList.toImmutableList());
        }
    }

    private static boolean holds(Path file, String secret) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
