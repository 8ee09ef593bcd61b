package dev.dyndeps.cli;

import com.google.common.base.Ascii;
import com.google.common.math.LongMath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 1048576}, {@code 1024K}, {@code 1M}, {@code 1MiB}, {@code 1g}. */
final class ByteSize {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,18}) ?(?:([KMGT])(?:i?B)?|B)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    private ByteSize() {}

    static Optional<Long> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        int power = size.group(2) == null ? 0 : UNITS.indexOf(Ascii.toUpperCase(size.group(2))) + 1;
        return Optional.of(LongMath.saturatedMultiply(Long.parseLong(size.group(1)), 1L << (10 * power)));
    }
}
