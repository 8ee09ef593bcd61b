package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dynamic value references of Databricks Jobs in a text, such as {@code {{job.parameters.run}}}. */
public final class DynamicReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*}}");

    private DynamicReferences() {}

    public static String jobParameter(String name) {
        return "{{job.parameters." + name + "}}";
    }

    public static String resultState(TaskKey task) {
        return "{{tasks." + task.key() + ".result_state}}";
    }

    public static String taskValue(TaskKey task, String name) {
        return "{{tasks." + task.key() + ".values." + name + "}}";
    }

    /** What the text refers to, without the braces. */
    public static ImmutableSet<String> in(String text) {
        return REFERENCE.matcher(text).results().map(found -> found.group(1)).collect(ImmutableSet.toImmutableSet());
    }

    /** The text with the values put in, once: a value is not looked into. What has no value stays as it is. */
    public static String resolve(String text, Function<String, Optional<String>> values) {
        return REFERENCE
                .matcher(text)
                .replaceAll((MatchResult found) ->
                        Matcher.quoteReplacement(values.apply(found.group(1)).orElse(found.group())));
    }
}
