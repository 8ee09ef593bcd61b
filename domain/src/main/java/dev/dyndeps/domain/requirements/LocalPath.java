package dev.dyndeps.domain.requirements;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.python.DistributionName;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A requirement that names a place in the archive: {@code .}, {@code ./pkg[extra]}, {@code wheels/x.whl}.
 *
 * @param path as it is written
 * @param extras normalised
 */
record LocalPath(String path, ImmutableSortedSet<String> extras) {
    private static final CharMatcher HEAD_END = CharMatcher.anyOf(";@<>=!~[( \t");
    private static final CharMatcher BLANK_OR_MARKER = CharMatcher.anyOf("; \t");

    /** Whether pip would look for a file: it starts with a dot, has a slash, or ends as a packed file does. */
    static boolean looksLike(String text) {
        int end = HEAD_END.indexIn(text);
        String head = end < 0 ? text : text.substring(0, end);
        return text.startsWith(".")
                || text.startsWith("~")
                || head.indexOf('/') >= 0
                || head.indexOf('\\') >= 0
                || Stream.of(".whl", ".tar.gz", ".zip").anyMatch(head::endsWith);
    }

    static LocalPath parse(String text, Refusal at) {
        int open = text.endsWith("]") ? text.lastIndexOf('[') : -1;
        String path = open < 0 ? text : text.substring(0, open);
        if (BLANK_OR_MARKER.matchesAnyOf(path)) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    "a local path stands alone, without marker, version or anything else behind it: "
                            + Refusal.quote(text),
                    "Take out what follows the path");
        }
        String extras = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
        try {
            return new LocalPath(
                    path,
                    Splitter.on(',')
                            .trimResults()
                            .omitEmptyStrings()
                            .splitToStream(extras)
                            .map(extra -> DistributionName.of(extra).value())
                            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
        } catch (IllegalArgumentException e) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    Refusal.quote(extras) + " is no list of extras",
                    "Write names with commas between them, such as ./pkg[dev,test]");
        }
    }
}
