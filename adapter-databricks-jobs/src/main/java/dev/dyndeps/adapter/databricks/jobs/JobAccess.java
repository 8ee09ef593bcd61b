package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.dyndeps.port.JobDeployments.Difference;

/** Who may do what with a job. It is no part of a job's settings; what others were granted beside ours stays. */
record JobAccess(Api api) {
    private static final String PERMISSIONS = "/api/2.0/permissions/jobs/";

    ImmutableList<Difference> differences(String job, ImmutableMap<String, String> wanted) {
        if (wanted.isEmpty()) {
            return ImmutableList.of();
        }
        JsonNode actual = api.call(
                        "reading the permissions", "job " + job, () -> api.get(PERMISSIONS + job, ImmutableMap.of()))
                .path("access_control_list");
        return wanted.entrySet().stream()
                .map(entry -> new Difference(
                        "access_control_list[" + entry.getKey() + "]",
                        level(actual, entry.getKey()),
                        "\"" + entry.getValue() + "\""))
                .filter(difference -> !difference.before().equals(difference.after()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The level that the job itself gives, as JSON; empty if none. */
    private static String level(JsonNode list, String name) {
        return Streams.stream(list)
                .filter(entry -> entry.path(Principals.field(name)).asText().equals(name))
                .flatMap(entry -> Streams.stream(entry.path("all_permissions")))
                .filter(permission -> !permission.path("inherited").asBoolean())
                .map(permission -> permission.path("permission_level").toString())
                .findFirst()
                .orElse("");
    }

    void grant(String job, ImmutableMap<String, String> wanted) {
        if (!wanted.isEmpty()) {
            ObjectNode request = Json.object();
            request.set("access_control_list", Principals.access(wanted));
            api.call("granting permissions", "job " + job, () -> api.patch(PERMISSIONS + job, request));
        }
    }
}
