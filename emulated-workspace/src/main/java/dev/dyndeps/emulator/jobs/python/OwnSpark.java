package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.spark.PysparkEnvironments;
import dev.dyndeps.adapter.spark.SparkFolder;
import dev.dyndeps.adapter.spark.SparkMaster;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.port.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster with a SparkContext: a local cluster with as many workers, which starts when the task first asks for Spark.
 * Tasks of one run do not share it, as they would in the service.
 */
final class OwnSpark implements Spark {
    private final PysparkEnvironments environments;
    private final Mounts mounts;
    private final int workers;

    OwnSpark(PysparkEnvironments environments, Mounts mounts, int workers) {
        this.environments = environments;
        this.mounts = mounts;
        this.workers = workers;
    }

    @Override
    public Access prepare(TaskOrder order, RuntimeVersion runtime, Path folder) throws IOException {
        ManagedEnvironment environment = environments.get(
                environments.interpreter(Optional.of(runtime.python().toString())), ProgressListener.NONE);
        SparkFolder spark = new SparkFolder(folder);
        SparkMaster master = SparkMaster.parse(workers == 0 ? "local[*]" : "local-cluster[" + workers + ",1,1024]");
        spark.make("run " + order.runId(), master, environment);
        String python = environment.python().toString();
        return new Access(
                environment,
                Variables.NONE.with(Map.of(
                        "DATABRICKS_RUNTIME_VERSION", runtime.version(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "SPARK_HOME", spark.home().toString(),
                        "SPARK_CONF_DIR", spark.settings().toString(),
                        "SPARK_LOCAL_IP", "127.0.0.1",
                        "PYSPARK_PYTHON", python,
                        "PYSPARK_DRIVER_PYTHON", python)),
                mounts);
    }
}
