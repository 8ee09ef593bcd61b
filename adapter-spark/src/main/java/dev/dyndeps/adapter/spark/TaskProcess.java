package dev.dyndeps.adapter.spark;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a task's script is started: by spark-submit if it needs Spark, else by Python alone. */
final class TaskProcess {
    /** Tells the load task to leave its report in a file, where no other output can get between. */
    private static final String REPORT_FILE = "DYNDEPS_REPORT_FILE";

    private final Variables variables;
    private final ManagedEnvironment environment;
    private final SparkMaster master;
    private final String application;

    /** @param variables those of this process: the user's program gets them, too */
    TaskProcess(Variables variables, ManagedEnvironment environment, SparkMaster master, String application) {
        this.variables = variables;
        this.environment = environment;
        this.master = master;
        this.application = application;
    }

    /** What to start for a task; its script and all that it needs is written to the folder. */
    Command command(TaskKey key, String script, List<String> parameters, SparkFolder folder, ProgressListener progress)
            throws IOException {
        Path file = script(key, folder);
        Files.writeString(file, script);
        ImmutableList.Builder<String> arguments = ImmutableList.builder();
        if (needsSpark(key)) {
            folder.make(application, master, environment);
            arguments.add(folder.home().resolve("bin/spark-submit").toString());
        } else {
            arguments.add(environment.python().toString());
        }
        return Command.of(
                        variables(folder),
                        arguments.add(file.toString()).addAll(parameters).build())
                .heardBy(console(progress));
    }

    /** Where the script of a task is. */
    Path script(TaskKey key, SparkFolder folder) {
        return folder.root().resolve(key.key() + ".py");
    }

    private static boolean needsSpark(TaskKey key) {
        return switch (key) {
            case LOAD_AND_VALIDATE -> true;
            case PROCESS, CLEANUP -> false;
        };
    }

    private Variables variables(SparkFolder folder) {
        Variables clean = PipVariables.withoutPython(variables)
                .without(name -> name.startsWith("SPARK_") || name.startsWith("PYSPARK_") || name.equals(REPORT_FILE))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("SPARK_HOME", folder.home().toString())
                .with("SPARK_CONF_DIR", folder.settings().toString())
                .with("PYSPARK_DRIVER_PYTHON", environment.python().toString())
                .with("PYSPARK_PYTHON", workerPython())
                .with("PYTHONUNBUFFERED", "1")
                .with(REPORT_FILE, folder.report().toString());
        return master.isHere() ? clean.with("SPARK_LOCAL_IP", "127.0.0.1") : clean;
    }

    /** Elsewhere our environment is not there: the operator names the Python of the workers, or it is on their PATH. */
    private String workerPython() {
        return master.isHere()
                ? environment.python().toString()
                : variables
                        .get("PYSPARK_PYTHON")
                        .orElse("python" + environment.interpreter().version());
    }

    private static OutputListener console(ProgressListener progress) {
        return (source, line) -> {
            // The JVM says so at each start, whatever its log's level is.
            if (!line.startsWith("WARNING: Using incubator modules")) {
                progress.note(line);
            }
        };
    }
}
