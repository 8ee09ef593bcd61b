package dev.dyndeps.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ObjectArrays;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.uv.UvTools;
import dev.dyndeps.cli.Cli;
import dev.dyndeps.port.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs the program's commands in this process, with a cache of the build's own. */
public final class Dyndeps {
    /** The checkout. */
    public static final Path ROOT = Path.of(System.getProperty("dyndeps.root"));

    /** Wheels and Python environments, shared by all tests of a build. */
    public static final Path CACHE = ROOT.resolve("it/target/cache");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Dyndeps() {}

    /** What a command printed, and its exit status. */
    public record Result(int status, String out, String err) {
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + out + err, e);
            }
        }

        /** What to show where an expectation fails. */
        public String everything() {
            return "status " + status + "\n" + out + err;
        }
    }

    public static Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs a command with more environment variables, or other values for some. */
    public static Result run(Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = ImmutableMap.<String, String>builder()
                .putAll(System.getenv())
                .put("DYNDEPS_CACHE", CACHE.toString())
                .putAll(variables)
                .buildKeepingLast();
        int status = Cli.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command with {@code --json} and expects it to end well. */
    public static JsonNode json(String... arguments) {
        Result result = run(ObjectArrays.concat(arguments, "--json"));
        if (result.status() != 0) {
            throw new AssertionError(result.everything());
        }
        return result.json();
    }

    /** Makes the program's own pip and uv, of the machine's own index: that of a test has neither. */
    public static void makeTools() {
        PipTools pip = PipTools.ofThisMachine(CACHE, ProgressListener.NONE);
        pip.environment();
        new UvTools(pip).environment();
    }

    public static String example(String name) {
        return ROOT.resolve("examples").resolve(name).toString();
    }
}
