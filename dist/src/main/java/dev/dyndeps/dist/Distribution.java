package dev.dyndeps.dist;

import dev.dyndeps.domain.python.Version;
import java.nio.file.Path;

/**
 * What is to be made.
 *
 * @param version the project's, as Maven has it
 * @param jars the folder of the program's jars
 * @param launchers the folder of the launchers and of the JVM's flags
 * @param output the folder for what is made
 */
record Distribution(String version, Path jars, Path launchers, Path output) {
    private static final String SNAPSHOT = "-SNAPSHOT";

    /** The version as Python has it (PEP 440): {@code 0.1.0-SNAPSHOT} is the development release {@code 0.1.0.dev0}. */
    Version pythonVersion() {
        return Version.parse(
                version.endsWith(SNAPSHOT)
                        ? version.substring(0, version.length() - SNAPSHOT.length()) + ".dev0"
                        : version);
    }

    /** The file with the JVM's flags. */
    Path flags() {
        return launchers.resolve("jvm.options");
    }
}
