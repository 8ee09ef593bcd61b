package dev.dyndeps.domain.pipeline;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.regex.Pattern;

/** The compute of Databricks that runs what was built for a target: {@code dbr-14.3} is a cluster's runtime, … */
public final class DatabricksCompute {
    private static final String CLUSTER = "dbr-";
    private static final String SERVERLESS = "serverless-";

    private static final Pattern IN_VOLUME = Pattern.compile("(dbfs:)?/Volumes/[^/]+/[^/]+/[^/]+(/.*)?");

    /** From this runtime on there is one Scala, and it is 2.13. */
    private static final int SCALA_2_13 = 17;

    private DatabricksCompute() {}

    /** What is built for if the user names no target: the runtime of the cluster that jobs have by default. */
    public static final String DEFAULT_CLUSTER_TARGET = "dbr-14.3";

    /** What is built for on serverless compute if the user names no target. */
    public static final String DEFAULT_SERVERLESS_TARGET = "serverless-4";

    /**
     * A cluster with the target's runtime.
     *
     * @param target such as {@code dbr-14.3}; any other if the overlay names a {@code spark_version}
     * @throws UserError ({@code OPTION_INVALID}) if the target is no runtime of a cluster
     */
    public static Compute cluster(String target, int workers, String overlay) {
        if (!target.startsWith(CLUSTER)) {
            throw wrong(target, "it is no runtime of a cluster", "Choose a target such as " + DEFAULT_CLUSTER_TARGET);
        }
        String version = target.substring(CLUSTER.length());
        int major = Integer.parseInt(version.replaceFirst("\\..*", ""));
        return new Compute.JobCluster(version + ".x-scala2." + (major < SCALA_2_13 ? 12 : 13), workers, overlay);
    }

    /** @throws UserError ({@code OPTION_INVALID}) if the target is no environment of serverless compute */
    public static Compute serverless(String target) {
        if (!target.startsWith(SERVERLESS)) {
            throw wrong(
                    target,
                    "it is no environment of serverless compute",
                    "Choose a target such as " + DEFAULT_SERVERLESS_TARGET);
        }
        return new Compute.Serverless(target.substring(SERVERLESS.length()));
    }

    /**
     * Serverless compute sees Volumes, and no DBFS.
     *
     * @throws UserError ({@code OPTION_INVALID}) if the tasks of a run could not read its folder
     */
    public static void requireReadable(StorePath base, Compute compute) {
        boolean volume = base.isVolume();
        if (!volume && !base.value().startsWith("dbfs:/")) {
            throw wrong(
                    base.value(),
                    "a cluster cannot read this folder",
                    "Give a folder of a Volume, /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps, or of dbfs:/ where the workspace has"
                            + " DBFS");
        }
        if (volume && !IN_VOLUME.matcher(base.value()).matches()) {
            throw wrong(
                    base.value(),
                    "this is above the volumes, where there can be no files",
                    "Give a folder of a Volume: --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps");
        }
        if (!volume && compute instanceof Compute.Serverless) {
            throw wrong(
                    base.value(),
                    "serverless compute cannot read DBFS",
                    "Give a folder of a Volume: --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps");
        }
    }

    private static UserError wrong(String where, String what, String next) {
        return new UserError(Code.OPTION_INVALID, where, what, next);
    }
}
