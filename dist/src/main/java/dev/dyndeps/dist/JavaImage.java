package dev.dyndeps.dist;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A Java that holds no more than the program and the Spark that it starts need, made by jlink of the JDK that runs this. */
final class JavaImage {
    /**
     * {@code java.se} and {@code jdk.unsupported} are what any library may ask for, Spark with its own among them;
     * {@code jdk.crypto.ec} is for TLS, {@code jdk.zipfs} for reading zips as folders, {@code jdk.net} for sockets' options,
     * {@code jdk.management} for Spark's memory metrics, {@code jdk.security.*} for its logins, {@code jdk.naming.dns} for
     * those by Kerberos, and {@code jdk.incubator.vector} stands on Spark's command line.
     */
    static final ImmutableList<String> MODULES = ImmutableList.of(
            "java.se",
            "jdk.unsupported",
            "jdk.crypto.ec",
            "jdk.incubator.vector",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.zipfs");

    /** Windows, sound and pictures: what these need of the system is not on a server. */
    private static final String LEFT_OUT = "/java.desktop/lib/*.so";

    private JavaImage() {}

    /**
     * Makes the image.
     *
     * @param javaHome the JDK to make it of
     * @param folder where to; must not be there
     * @throws IllegalStateException if this JDK cannot make one
     */
    static void make(Path javaHome, ImmutableList<String> modules, Path folder) {
        Path jmods = javaHome.resolve("jmods");
        if (!Files.isDirectory(jmods)) {
            throw new IllegalStateException(
                    "The Java at " + javaHome + " has no jmods folder, which the wheel's own Java is"
                            + " made of: run Maven with a whole JDK 17 (Debian and Ubuntu: apt install openjdk-17-jdk-headless)");
        }
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException(
                        "The Java at " + javaHome + " has no jlink: run Maven with a whole JDK 17"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = jlink.run(
                out,
                out,
                "--module-path",
                jmods.toString(),
                "--add-modules",
                Joiner.on(',').join(modules),
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--compress=2",
                "--exclude-files=" + LEFT_OUT,
                "--output",
                folder.toString());
        if (status != 0) {
            throw new IllegalStateException("jlink failed: " + said);
        }
    }
}
