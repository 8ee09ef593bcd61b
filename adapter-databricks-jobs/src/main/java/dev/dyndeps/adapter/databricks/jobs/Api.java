package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.http.Request;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/**
 * The workspace's REST interface as JSON, through the SDK's client: its sign-in, its repeats, its errors. Its typed classes
 * are not used, since they drop what they don't know: a field of the user's {@code new_cluster}, a termination code that is
 * newer than they are.
 */
record Api(WorkspaceConnection connection) {
    static final String JOBS = "/api/2.2/jobs/";

    private static final String TYPE = "application/json";

    /** @throws DatabricksException the SDK's failure, for {@link #call} or whoever decides on it */
    ObjectNode get(String path, ImmutableMap<String, String> query) {
        Request request = new Request(Request.GET, path);
        query.forEach(request::withQueryParam);
        return execute(request);
    }

    /** @throws DatabricksException the SDK's failure, for {@link #call} or whoever decides on it */
    ObjectNode post(String path, ObjectNode body) {
        return execute(new Request(Request.POST, path, body.toString()).withHeader("Content-Type", TYPE));
    }

    /** @throws DatabricksException the SDK's failure, for {@link #call} or whoever decides on it */
    ObjectNode patch(String path, ObjectNode body) {
        return execute(new Request(Request.PATCH, path, body.toString()).withHeader("Content-Type", TYPE));
    }

    /** As {@link WorkspaceConnection#repeat}. */
    <T> T call(String doing, String where, Supplier<T> call) {
        return connection.repeat(doing, where, call);
    }

    private ObjectNode execute(Request request) {
        ApiClient client = connection.client();
        request.withHeader("Accept", TYPE);
        if (client.workspaceId() != null) {
            request.withHeader("X-Databricks-Workspace-Id", client.workspaceId());
        }
        try {
            // The SDK makes an empty object of the type and fills it, which a tree is not made for.
            return Json.tree(client.execute(request, LinkedHashMap.class));
        } catch (IOException e) {
            throw new DatabricksException("IO error: " + e.getMessage(), e);
        }
    }
}
