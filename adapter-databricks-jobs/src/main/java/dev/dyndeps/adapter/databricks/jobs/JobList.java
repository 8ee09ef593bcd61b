package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Optional;

/** The jobs of a workspace that we can see, with their tasks. */
record JobList(Api api) {
    private static final String PAGE = "100";

    /** Of exactly this name, the oldest first; the service's own filter takes capitals for small letters. */
    ImmutableList<ObjectNode> named(String name) {
        return all(Optional.of(name)).stream()
                .filter(job -> job.path("settings").path("name").asText().equals(name))
                .sorted(Comparator.comparing(
                                (ObjectNode job) -> job.path("created_time").asLong())
                        .thenComparing(job -> job.path("job_id").asLong()))
                .collect(ImmutableList.toImmutableList());
    }

    ImmutableList<ObjectNode> all() {
        return all(Optional.empty());
    }

    private ImmutableList<ObjectNode> all(Optional<String> name) {
        ImmutableList.Builder<ObjectNode> jobs = ImmutableList.builder();
        String token = "";
        do {
            ImmutableMap.Builder<String, String> query =
                    ImmutableMap.<String, String>builder().put("limit", PAGE).put("expand_tasks", "true");
            name.ifPresent(wanted -> query.put("name", wanted));
            if (!token.isEmpty()) {
                query.put("page_token", token);
            }
            ObjectNode page = api.call(
                    "listing jobs",
                    name.orElse(api.connection().host()),
                    () -> api.get(Api.JOBS + "list", query.buildOrThrow()));
            for (JsonNode job : page.path("jobs")) {
                jobs.add((ObjectNode) job);
            }
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return jobs.build();
    }
}
