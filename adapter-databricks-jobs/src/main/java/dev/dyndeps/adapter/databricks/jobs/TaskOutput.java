package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ReportReader;
import dev.dyndeps.domain.pipeline.ValidationReport;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a task printed, as far as the service keeps it: the last 5 MB.
 *
 * @param error one line; empty if there is none
 * @param trace a Python traceback; empty if there is none
 */
record TaskOutput(String logs, boolean truncated, String error, String trace) {
    static final TaskOutput NONE = new TaskOutput("", false, "", "");

    private static final String REPORT = "DYNDEPS-REPORT ";
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    static TaskOutput of(ObjectNode json) {
        return new TaskOutput(
                plain(json.path("logs").asText("")),
                json.path("logs_truncated").asBoolean(),
                plain(json.path("error").asText("")).strip(),
                plain(json.path("error_trace").asText("")).strip());
    }

    /** What is for people. */
    ImmutableList<String> lines() {
        return all().stream().filter(line -> !line.startsWith(REPORT)).collect(ImmutableList.toImmutableList());
    }

    /** What the load task found; empty if it did not get so far. */
    Optional<ValidationReport> report() {
        return all().stream()
                .filter(line -> line.startsWith(REPORT))
                .reduce((first, last) -> last)
                .flatMap(line -> ReportReader.parse(line.substring(REPORT.length())));
    }

    private ImmutableList<String> all() {
        String text = logs.stripTrailing();
        return text.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Splitter.on('\n').split(text));
    }

    private static String plain(String text) {
        return COLOURS.matcher(text).replaceAll("").replace("\r\n", "\n");
    }
}
