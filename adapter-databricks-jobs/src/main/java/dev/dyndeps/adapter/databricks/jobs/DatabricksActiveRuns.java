package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.port.ActiveRuns;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The active runs of a workspace that the caller can see. Each is known by {@code job-N}, since any may be one of a deployed
 * job, and those that our command started also by their UUID.
 */
public final class DatabricksActiveRuns implements ActiveRuns {
    private final RunList runs;

    public DatabricksActiveRuns(WorkspaceConnection connection) {
        this.runs = new RunList(new Api(connection));
    }

    @Override
    public Optional<ImmutableSet<RunId>> active() {
        try {
            return Optional.of(Streams.stream(runs.iterator(ImmutableMap.of("active_only", "true")))
                    .flatMap(DatabricksActiveRuns::names)
                    .collect(ImmutableSet.toImmutableSet()));
        } catch (UserError e) {
            if (e.code() == Code.PERMISSION_DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Stream<RunId> names(JsonNode run) {
        return Stream.concat(
                RunList.ourName(run).stream(),
                Stream.of(new RunId("job-" + run.path("run_id").asLong())));
    }
}
