package dev.dyndeps.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the plain zip and the wheel: {@code VERSION JARS LAUNCHERS OUTPUT}, as {@link Distribution} has them. */
public final class MakeDistributions {
    private MakeDistributions() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Distribution distribution = new Distribution(
                args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3]).toAbsolutePath());
        try {
            Files.createDirectories(distribution.output());
            System.out.println("made " + PlainZip.make(distribution));
            System.out.println(
                    "made " + PlatformWheel.make(distribution, Path.of(System.getProperty("java.home", ""))));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }
}
