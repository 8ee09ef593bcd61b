package dev.dyndeps.dist;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.adapter.zip.ProgramWheel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code dyndeps-VERSION-py3-none-manylinux_2_N_ARCH.whl}: the program, a Java for it, and a launcher in Python that becomes
 * that Java. Its tag says what of a Linux the Java needs.
 */
final class PlatformWheel {
    private static final String PROGRAM = "dyndeps";

    private PlatformWheel() {}

    /** Makes the wheel by way of the folder {@code wheel} in the output, and removes those of other versions or tags. */
    static Path make(Distribution distribution, Path javaHome) throws IOException, InterruptedException {
        Path staging = distribution.output().resolve("wheel");
        if (Files.exists(staging)) {
            MoreFiles.deleteRecursively(staging, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Path program = Files.createDirectories(staging.resolve(PROGRAM));
        Path java = program.resolve("java");
        JavaImage.make(javaHome, JavaImage.MODULES, java);
        Path jars = Files.createDirectories(program.resolve("lib"));
        for (Path jar : PlainZip.jars(distribution.jars())) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        for (String launcher : new String[] {"__init__.py", "__main__.py"}) {
            Files.copy(distribution.launchers().resolve(PROGRAM).resolve(launcher), program.resolve(launcher));
        }
        Files.copy(distribution.flags(), program.resolve("jvm.options"));

        String tag = "py3-none-" + PlatformTag.of(java);
        String name = PROGRAM + "-" + distribution.pythonVersion();
        WheelMetadata.write(staging.resolve(name + ".dist-info"), distribution.pythonVersion(), tag);
        removeWheels(distribution.output());
        ProgramWheel wheel = new ProgramWheel(name + ".dist-info", files(staging));
        Path file = distribution.output().resolve(name + "-" + tag + ".whl");
        wheel.packTo(file, wheel.hashes());
        return file;
    }

    private static void removeWheels(Path folder) throws IOException {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, PROGRAM + "-*.whl")) {
            for (Path wheel : wheels) {
                Files.delete(wheel);
            }
        }
    }

    /** What jlink made links of, the legal notices, becomes files: a wheel has no links. */
    private static ImmutableSortedMap<String, Path> files(Path staging) throws IOException {
        try (Stream<Path> all = Files.walk(staging)) {
            return all.filter(Files::isRegularFile)
                    .collect(ImmutableSortedMap.toImmutableSortedMap(
                            String::compareTo, file -> staging.relativize(file).toString(), file -> file));
        }
    }
}
