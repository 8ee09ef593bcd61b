package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.JobDefinition;

/** Writes the files of a Databricks Asset Bundle; whoever deploys it chooses the values of its variables. */
public interface BundleFormat {
    /**
     * The text of {@code databricks.yml}: variables, what is sent to the workspace, and where the jobs are.
     *
     * @param program the folder of this program's wheel in the bundle; what git leaves out there is sent all the same
     */
    String root(String program);

    /**
     * The text of a file below {@code resources/} that holds a job under its name.
     *
     * @param job its texts may name variables of the bundle
     * @param scripts the folder of the task scripts as seen from the file, such as {@code ../src/}
     */
    String resource(JobDefinition job, String scripts);
}
