package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.JobDeployments.Ownership;

class FakeJobDeploymentsTest extends JobDeploymentsContract {
    private final FakeJobDeployments jobs = new FakeJobDeployments();

    @Override
    protected JobDeployments jobs() {
        return jobs;
    }

    @Override
    protected void put(String name, Ownership ownership) {
        JobDefinition theirs = new JobDefinition(
                name,
                ImmutableMap.of("input_path", name),
                ImmutableList.of(),
                new Compute.Serverless("4"),
                JobSettings.DEFAULT);
        jobs.add(theirs, ownership, "somebody@example.com");
    }
}
