package dev.dyndeps.adapter.spark;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * A temporary folder that one Spark application keeps to: its own SPARK_HOME, settings, scratch space and log.
 *
 * <p>The home is one of links. A worker of a local cluster writes to {@code SPARK_HOME/work/APPLICATION}, whatever
 * {@code spark.local.dir} says, and applications that start in the same second have the same name there.
 */
public record SparkFolder(Path root) {
    /** Short-lived JVMs, three and more of them on few cores: start early rather than run fast later. */
    private static final String EARLY = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** The SPARK_HOME. */
    public Path home() {
        return root.resolve("home");
    }

    /** The SPARK_CONF_DIR. */
    public Path settings() {
        return root.resolve("conf");
    }

    /** The log of the driver's JVM. */
    Path log() {
        return root.resolve("spark.log");
    }

    Path report() {
        return root.resolve("report.json");
    }

    /** Makes what has to be there before Spark starts. */
    public void make(String application, SparkMaster master, ManagedEnvironment environment) throws IOException {
        linkHome(pyspark(environment));
        Files.createDirectories(settings());
        Files.createDirectories(scratch());
        StringBuilder settings = new StringBuilder();
        settings(application, master)
                .forEach((name, value) -> settings.append(name)
                        .append(' ')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        Files.writeString(settings().resolve("spark-defaults.conf"), settings);
        Files.writeString(settings().resolve("log4j2.properties"), logging());
    }

    private Path scratch() {
        return root.resolve("scratch");
    }

    private void linkHome(Path pyspark) throws IOException {
        Files.createDirectories(home());
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(pyspark)) {
            for (Path part : parts) {
                if (!part.endsWith("work")) {
                    Files.createSymbolicLink(home().resolve(part.getFileName()), part);
                }
            }
        }
    }

    private static Path pyspark(ManagedEnvironment environment) {
        String python = "python" + environment.interpreter().version();
        return environment.folder().resolve("lib").resolve(python).resolve("site-packages/pyspark");
    }

    private ImmutableMap<String, String> settings(String application, SparkMaster master) {
        ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
        settings.put("spark.master", master.url());
        settings.put("spark.app.name", application.replaceAll("\\s+", " "));
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.ui.showConsoleProgress", "false");
        settings.put("spark.local.dir", scratch().toString());
        settings.put(
                "spark.sql.warehouse.dir", root.resolve("warehouse").toUri().toString());
        settings.put(
                "spark.driver.extraJavaOptions",
                Joiner.on(' ').join(EARLY, "-Djava.io.tmpdir=" + scratch(), "-Dderby.system.home=" + scratch()));
        if (master.isHere()) {
            settings.put("spark.driver.host", "127.0.0.1");
            settings.put("spark.driver.bindAddress", "127.0.0.1");
        }
        // The tasks must see all workers: none starts before these have all come.
        master.cores().ifPresent(cores -> {
            settings.put("spark.cores.max", Long.toString(cores));
            settings.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
            settings.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s");
            settings.put("spark.executor.extraJavaOptions", EARLY);
        });
        return settings.buildOrThrow();
    }

    private String logging() {
        return String.format(Locale.ROOT, """
                rootLogger.level = warn
                rootLogger.appenderRef.file.ref = file
                appender.file.type = File
                appender.file.name = file
                appender.file.fileName = %s
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d{HH:mm:ss.SSS} %%p %%c{1}: %%m%%n%%ex
                """, log());
    }

    /** Copies the log of a task that failed, since the folder goes away; empty if there is none, or it cannot be kept. */
    Optional<Path> keepLog(Path kept) {
        try {
            if (!Files.exists(log())) {
                return Optional.empty();
            }
            Files.createDirectories(kept.getParent());
            return Optional.of(Files.copy(log(), kept, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException full) {
            return Optional.empty();
        }
    }
}
