package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs as processes of their own, with the build's cache, where no Java is to be found unless it is said. */
final class Processes {
    private final Path folder;
    private final Path tools;

    /** @param folder a folder that lasts as long as the tests; it is the current one of the processes */
    Processes(Path folder) throws IOException {
        this.folder = folder;
        this.tools = Files.createDirectories(folder.resolve("tools"));
        try (Stream<Path> programs = Files.list(Path.of("/usr/bin"))) {
            for (Path program : (Iterable<Path>) programs::iterator) {
                String name = program.getFileName().toString();
                if (!name.startsWith("java")) {
                    Files.createSymbolicLink(tools.resolve(name), program);
                }
            }
        }
    }

    /** What a process wrote to both streams, and its status. */
    record Ended(int status, String output) {
        Ended fine() {
            assertThat(status).as(output).isZero();
            return this;
        }
    }

    /** @param variables more environment variables, or other values for some */
    Ended run(Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("DYNDEPS_CACHE", Dyndeps.CACHE.toString());
        builder.environment().put("PATH", tools.toString());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
