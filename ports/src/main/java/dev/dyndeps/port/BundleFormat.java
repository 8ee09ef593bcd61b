package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.JobDefinition;

/** Writes the files of a Databricks Asset Bundle; whoever deploys it chooses the values of its variables. */
public interface BundleFormat {
    /** The text of {@code databricks.yml}: variables, what is sent to the workspace, and where the jobs are. */
    String root();

    /**
     * The text of a file below {@code resources/} that holds a job under its name.
     *
     * @param job its texts may name variables of the bundle
     */
    String resource(JobDefinition job);
}
