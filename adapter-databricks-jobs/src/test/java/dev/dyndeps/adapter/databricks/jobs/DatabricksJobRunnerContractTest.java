package dev.dyndeps.adapter.databricks.jobs;

import dev.dyndeps.domain.pipeline.Compute;
import org.junit.jupiter.api.Nested;

/** The same on each kind of compute: a job with a job cluster, and one-time runs on the others. */
class DatabricksJobRunnerContractTest {
    @Nested
    class OnAJobCluster extends OnCompute {
        @Override
        protected Compute compute() {
            return new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");
        }
    }

    @Nested
    class OnServerlessCompute extends OnCompute {
        @Override
        protected Compute compute() {
            return new Compute.Serverless("4");
        }
    }

    @Nested
    class OnAClusterThatIsThere extends OnCompute {
        @Override
        protected Compute compute() {
            return new Compute.ExistingCluster(TestWorkspace.SHARED_CLUSTER);
        }
    }
}
