package dev.dyndeps.adapter.spark;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.TaskKey;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dynamic value references of Databricks Jobs that a plan may use: {@code {{tasks.KEY.result_state}}}. */
final class DynamicValues {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{ *tasks\\.([a-z_]+)\\.result_state *}}");

    private DynamicValues() {}

    /**
     * Puts the values in.
     *
     * @param states how the tasks ended that have ended
     * @throws UserError ({@code OPTION_INVALID}) if it refers to a task that is not among them
     */
    static String resolve(String parameter, Map<TaskKey, State> states) {
        return REFERENCE
                .matcher(parameter)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), states)));
    }

    private static String value(String key, Map<TaskKey, State> states) {
        return Arrays.stream(TaskKey.values())
                .filter(task -> task.key().equals(key) && states.containsKey(task))
                .findFirst()
                .map(task -> name(states.getOrDefault(task, State.SKIPPED)))
                .orElseThrow(() -> new UserError(
                        Code.OPTION_INVALID,
                        "{{tasks." + key + ".result_state}}",
                        "the plan has no such task before this one",
                        "Refer to a task that this one depends on"));
    }

    /** The result states' names as Databricks gives them. */
    private static String name(State state) {
        return switch (state) {
            case SUCCESS -> "success";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case SKIPPED -> "upstream_failed";
        };
    }
}
