package dev.dyndeps.dist;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Java that holds no more than the program and the Spark that it starts need, made by jlink of a JDK. */
final class JavaImage {
    /**
     * {@code java.se} and {@code jdk.unsupported} are what any library may ask for, Spark with its own among them;
     * {@code jdk.crypto.ec} is for TLS, {@code jdk.httpserver} for signing in to Databricks by a browser,
     * {@code jdk.zipfs} for reading zips as folders, {@code jdk.net} for sockets' options, {@code jdk.management} for Spark's
     * memory metrics, {@code jdk.security.*} for its logins, {@code jdk.naming.dns} for those by Kerberos, and
     * {@code jdk.incubator.vector} stands on Spark's command line.
     */
    static final ImmutableList<String> MODULES = ImmutableList.of(
            "java.se",
            "jdk.unsupported",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.incubator.vector",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.zipfs");

    /** Windows, sound and pictures: what these need of the system is not on a server. */
    private static final String LEFT_OUT = "/java.desktop/lib/*.so";

    /** Writes a class whose bytes follow the order of hashed sets; without it a start takes some 30 ms more. */
    private static final String DIFFERENT_EACH_TIME = "system-modules";

    /** jlink puts classes into the image that its own JVM has made: it must be the same JVM on every machine. */
    private static final String ONE_COLLECTOR = "-J-XX:+UseSerialGC";

    private static final ImmutableSet<String> OPTIONS =
            ImmutableSet.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JavaImage() {}

    /**
     * Makes the image.
     *
     * @param javaHome the JDK to make it of
     * @param folder where to; must not be there
     * @throws IllegalStateException if this JDK cannot make one
     */
    static void make(Path javaHome, ImmutableList<String> modules, Path folder)
            throws IOException, InterruptedException {
        Path jmods = javaHome.resolve("jmods");
        if (!Files.isDirectory(jmods)) {
            throw new IllegalStateException(
                    "The Java at " + javaHome + " has no jmods folder, which the wheel's own Java is"
                            + " made of: run Maven with a whole JDK 17 (Debian and Ubuntu: apt install openjdk-17-jdk-headless)");
        }
        Path jlink = javaHome.resolve("bin").resolve("jlink");
        ImmutableList<String> command = ImmutableList.of(
                jlink.toString(),
                ONE_COLLECTOR,
                "--module-path",
                jmods.toString(),
                "--add-modules",
                Joiner.on(',').join(modules),
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--compress=2",
                "--exclude-files=" + LEFT_OUT,
                "--disable-plugin",
                DIFFERENT_EACH_TIME,
                "--output",
                folder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(OPTIONS);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jlink failed: " + said);
        }
    }
}
