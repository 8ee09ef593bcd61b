package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The HTTP statuses (RFC 9110, section 15) that words of pip or uv name; ports, versions and addresses hold such digits, too. */
public final class HttpStatuses {
    private static final Pattern ADDRESS = Pattern.compile("\\w+://\\S+");

    /** As in {@code HTTP error 403 while}, {@code 401 Client Error}, {@code (401 Unauthorized)}, {@code too many 500 error}. */
    private static final Pattern STATUS = Pattern.compile("(?<![\\w.=-])[45]\\d\\d(?= (?:while|error|[A-Z]))");

    private HttpStatuses() {}

    /** All of 400 to 599 that are named, each once. */
    public static ImmutableSet<Integer> in(String words) {
        return STATUS.matcher(ADDRESS.matcher(words).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .collect(ImmutableSet.toImmutableSet());
    }
}
