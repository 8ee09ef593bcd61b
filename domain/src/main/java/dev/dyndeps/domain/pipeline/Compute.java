package dev.dyndeps.domain.pipeline;

import java.util.Optional;

/** Where the tasks of a job run. */
public sealed interface Compute {
    /** Whether the driver runs on this machine, and so sees its files. */
    default boolean driverIsHere() {
        return false;
    }

    /**
     * A Spark whose driver is started here.
     *
     * @param master such as {@code local-cluster[2,1,1024]} or {@code spark://host:7077}
     * @param python the version of the Python to run with, such as {@code 3.10}; the local interpreter's own if empty
     */
    record SparkMaster(String master, Optional<String> python) implements Compute {
        @Override
        public boolean driverIsHere() {
            return true;
        }

        @Override
        public String toString() {
            return master;
        }
    }

    /**
     * A cluster of Databricks that is made for the run, shared by its tasks, and gone with it.
     *
     * @param sparkVersion the runtime's key in the Clusters API, such as {@code 14.3.x-scala2.12}
     * @param workers how many beside the driver
     * @param overlay a JSON object in the shape of the Jobs API's {@code new_cluster}, laid over everything that we choose;
     *     {@code {}} if the user gave none
     */
    record JobCluster(String sparkVersion, int workers, String overlay) implements Compute {
        @Override
        public String toString() {
            return "a job cluster of " + sparkVersion;
        }
    }

    /** Databricks' serverless compute; {@code environmentVersion} is a number such as {@code 4}. */
    record Serverless(String environmentVersion) implements Compute {
        @Override
        public String toString() {
            return "serverless " + environmentVersion;
        }
    }

    /** An all-purpose cluster of Databricks that is there already; runs on it are not isolated from one another. */
    record ExistingCluster(String id) implements Compute {
        @Override
        public String toString() {
            return "cluster " + id;
        }
    }
}
