package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dynamic value references: {@code {{job.id}}} and the like. What is spelled otherwise stays as it is; an unknown property
 * of a known thing, or a value that is not set, is an error.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{ *([A-Za-z_][\\w.-]*) *}}");
    private static final Pattern OF_KNOWN_THING = Pattern.compile("(job|task|tasks|workspace)\\..*");

    /** By name without braces, such as {@code job.id}. */
    private final ImmutableMap<String, String> values;

    References(ImmutableMap<String, String> values) {
        this.values = values;
    }

    /** A reference that has no value. */
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String reference) {
            super("The dynamic value reference {{" + reference + "}} could not be resolved");
        }
    }

    String resolve(String text) throws Unresolved {
        StringBuilder resolved = new StringBuilder();
        Matcher found = REFERENCE.matcher(text);
        while (found.find()) {
            String name = found.group(1);
            Optional<String> value = Optional.ofNullable(values.get(name));
            if (value.isEmpty() && OF_KNOWN_THING.matcher(name).matches()) {
                throw new Unresolved(name);
            }
            found.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse(found.group())));
        }
        return found.appendTail(resolved).toString();
    }
}
