package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs what people run most, on an example, so that the JVM sees which classes that takes. */
final class UsualCommands {
    private static final String EXAMPLE = "pure_python.zip";

    private UsualCommands() {}

    /** @param args an empty folder to work in */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String example = new ResourceExamples().copy(EXAMPLE, folder).toString();
        Path out = Files.createDirectory(folder.resolve("out"));
        ImmutableMap<String, String> environment =
                ImmutableMap.of("DYNDEPS_CACHE", folder.resolve("cache").toString());
        run(environment, "--help");
        run(environment, "--version");
        run(environment, "build", "--help");
        run(environment, "inspect", example);
        run(environment, "inspect", "--json", example);
        run(environment, "build", "--json", "-o", out.toString(), example);
        run(environment, "build", "-o", out.toString(), example);
        try (DirectoryStream<Path> wheelhouses = Files.newDirectoryStream(out, "*.zip")) {
            for (Path wheelhouse : wheelhouses) {
                run(environment, "verify", wheelhouse.toString());
            }
        }
        run(environment, "inspect", folder.resolve("missing").toString());
        // Most builds fetch; its classes are loaded by being made.
        HttpClient.newHttpClient();
    }

    private static void run(ImmutableMap<String, String> environment, String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Cli.run(arguments, environment, nowhere, nowhere);
    }
}
