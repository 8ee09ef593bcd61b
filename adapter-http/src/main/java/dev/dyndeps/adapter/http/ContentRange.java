package dev.dyndeps.adapter.http;

import com.google.common.primitives.Longs;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file an answer brings, as its header {@code Content-Range} says.
 *
 * @param total the size of the whole file, if it is known
 */
record ContentRange(long first, long last, Optional<Long> total) {
    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** Empty if it is malformed. */
    static Optional<ContentRange> parse(String header) {
        Matcher matcher = BYTES.matcher(header.strip());
        return matcher.matches()
                ? Optional.of(new ContentRange(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Optional.ofNullable(Longs.tryParse(matcher.group(3)))))
                : Optional.empty();
    }
}
