package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.dyndeps.domain.pipeline.RunId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The runs of a workspace that we can see, the newest first, asked for page by page as far as somebody reads. */
record RunList(Api api) {
    /** The service refuses 25. */
    private static final String PAGE = "24";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The parameter that holds a run's own name in jobs that our command makes. */
    private static final String PARAMETER = "run";

    Iterator<JsonNode> iterator(ImmutableMap<String, String> filter) {
        return new AbstractIterator<>() {
            private final Queue<JsonNode> page = new ArrayDeque<>();
            private Optional<String> token = Optional.of("");

            @Override
            protected @Nullable JsonNode computeNext() {
                while (page.isEmpty() && token.isPresent()) {
                    ObjectNode answer = ask(filter, token.get());
                    answer.path("runs").forEach(page::add);
                    token = Optional.of(answer.path("next_page_token").asText(""))
                            .filter(next -> !next.isEmpty());
                }
                JsonNode next = page.poll();
                return next == null ? endOfData() : next;
            }
        };
    }

    private ObjectNode ask(ImmutableMap<String, String> filter, String token) {
        ImmutableMap.Builder<String, String> query =
                ImmutableMap.<String, String>builder().putAll(filter).put("limit", PAGE);
        if (!token.isEmpty()) {
            query.put("page_token", token);
        }
        return api.call(
                "listing runs", api.connection().host(), () -> api.get(Api.JOBS + "runs/list", query.buildOrThrow()));
    }

    /** The UUID of a run that our command started: in its parameter, or in its name. */
    static Optional<RunId> ourName(JsonNode run) {
        return Streams.stream(run.path("job_parameters"))
                .filter(parameter -> parameter.path("name").asText().equals(PARAMETER))
                .map(parameter -> parameter.path("value").asText())
                .findFirst()
                .or(() -> Optional.of(run.path("run_name").asText()))
                .map(UUID::matcher)
                .filter(Matcher::find)
                .map(found -> new RunId(found.group()));
    }
}
