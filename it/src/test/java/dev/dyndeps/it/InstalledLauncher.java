package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program as the plain zip has it, with jars of its own and a cache of its own. No path of it has a space: Java 17 puts no
 * class from such a path into an archive.
 *
 * @param home the folder of the plain zip
 * @param cache the cache folder
 */
record InstalledLauncher(Path home, Path cache) {
    private static final Path LAUNCHERS = Dyndeps.ROOT.resolve("dist/src/main/dist");
    private static final Path JARS = Dyndeps.ROOT.resolve("app-cli/target/dyndeps/lib");

    static InstalledLauncher in(Path folder) throws IOException {
        Path home = folder.resolve("program");
        Path lib = Files.createDirectories(home.resolve("lib"));
        Files.createDirectory(home.resolve("bin"));
        for (String file : ImmutableList.of("bin/dyndeps", "classes.sh", "jvm.options")) {
            Files.copy(LAUNCHERS.resolve(file), home.resolve(file));
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(JARS, "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        return new InstalledLauncher(home, folder.resolve("cache"));
    }

    /** The jar of a module. */
    Path jar(String module) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("lib"), module + "-[0-9]*.jar")) {
            return jars.iterator().next();
        }
    }

    Process start(Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ImmutableList.<String>builder()
                        .add("sh", home.resolve("bin/dyndeps").toString())
                        .add(arguments)
                        .build())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DYNDEPS_CACHE", cache.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Runs a command that has to end well; what it wrote to both streams. */
    String run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return output(start(variables, arguments));
    }

    static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** The names of the classes that a command has the JVM load; each after where it comes from. */
    ImmutableSet<String> classes(Path log, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        run(
                ImmutableMap.<String, String>builder()
                        .putAll(variables)
                        .put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log)
                        .build(),
                arguments);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[.*?])* *", ""))
                    .map(line -> line.replaceFirst("(\\S+) source: (.*)", "$2 $1"))
                    .collect(ImmutableSet.toImmutableSet());
        }
    }
}
