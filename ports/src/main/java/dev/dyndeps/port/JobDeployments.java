package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;

/** Jobs that stay in a workspace, each known by its exact name. */
public interface JobDeployments {
    /** The jobs of this name that the caller can see, the oldest first. */
    ImmutableList<Deployed> find(String name);

    /**
     * What an update of the job by the definition would change; empty if nothing. What the service adds by itself is no
     * difference.
     */
    ImmutableList<Difference> differences(Deployed job, JobDefinition definition);

    /** @throws UserError if the service refuses the definition */
    Deployed create(JobDefinition definition);

    /** Makes the job what the definition says; active runs go on as they were. */
    void update(Deployed job, JobDefinition definition);

    /**
     * Every text in the tasks' and job's parameters of all jobs that this program made in the workspace and that the
     * caller can see: files that one of them names are in use.
     */
    ImmutableSet<String> textsInUse();

    /** @param page where a person can look at it */
    record Deployed(String id, String name, Ownership ownership, String creator, String page) {}

    /** Whether a job may be changed by us. */
    enum Ownership {
        /** Made by this program, by this user. */
        OURS,
        /** An asset bundle manages it. */
        OF_A_BUNDLE,
        /** It can only be edited in the workspace's pages, or not at all. */
        LOCKED,
        /** Another user, or another program, made it. */
        SOMEBODY_ELSES
    }

    /**
     * One setting that differs.
     *
     * @param setting its path, such as {@code tasks[cleanup].spark_python_task.parameters}
     * @param before as JSON; empty if it is not set
     * @param after as JSON; empty if it goes
     */
    record Difference(String setting, String before, String after) {}
}
