package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Reads a version in any spelling that PEP 440 accepts (appendix B), each part as long as it can be. */
final class VersionParser {
    private final Cursor cursor;

    private VersionParser(String text) {
        cursor = new Cursor(text);
    }

    /** @throws IllegalArgumentException with the text, if that, from its first to its last character, is no version */
    static Version parse(String text) {
        return new VersionParser(text).version();
    }

    private Version version() {
        cursor.acceptIgnoringCase("v");
        String first = number();
        String epoch = Digits.ZERO;
        if (cursor.accept('!')) {
            epoch = first;
            first = number();
        }
        ImmutableList<String> release = release(first);
        Optional<Version.PreRelease> preRelease = preRelease();
        Optional<String> post = post();
        Optional<String> dev = afterSeparator("dev") ? Optional.of(suffixNumber()) : Optional.empty();
        ImmutableList<String> local = cursor.accept('+') ? local() : ImmutableList.of();
        if (!cursor.atEnd()) {
            throw cursor.error("not a version (PEP 440)");
        }
        return new Version(epoch, release, preRelease, post, dev, local);
    }

    private ImmutableList<String> release(String first) {
        ImmutableList.Builder<String> release = ImmutableList.builder();
        release.add(first);
        while (cursor.peek() == '.' && Text.isDigit(cursor.peek(1))) {
            cursor.accept('.');
            release.add(number());
        }
        return release.build();
    }

    private Optional<Version.PreRelease> preRelease() {
        // Longer spellings first: "alpha" also begins with "a".
        Optional<Version.Phase> phase = Optional.empty();
        if (afterSeparator("alpha") || afterSeparator("a")) {
            phase = Optional.of(Version.Phase.ALPHA);
        } else if (afterSeparator("beta") || afterSeparator("b")) {
            phase = Optional.of(Version.Phase.BETA);
        } else if (afterSeparator("preview") || afterSeparator("pre") || afterSeparator("rc") || afterSeparator("c")) {
            phase = Optional.of(Version.Phase.CANDIDATE);
        }
        return phase.map(known -> new Version.PreRelease(known, suffixNumber()));
    }

    private Optional<String> post() {
        if (cursor.peek() == '-' && Text.isDigit(cursor.peek(1))) {
            cursor.accept('-');
            return Optional.of(number());
        }
        return afterSeparator("post") || afterSeparator("rev") || afterSeparator("r")
                ? Optional.of(suffixNumber())
                : Optional.empty();
    }

    private boolean afterSeparator(String word) {
        if (!isSeparator(cursor.peek())) {
            return cursor.acceptIgnoringCase(word);
        }
        char separator = (char) cursor.peek();
        return cursor.acceptIgnoringCase(separator + word);
    }

    /** The number behind a suffix's word, with or without a separator; none is zero, even behind a separator. */
    private String suffixNumber() {
        if (isSeparator(cursor.peek())) {
            boolean beginsNextSuffix = Text.isLetter(cursor.peek(1));
            if (!beginsNextSuffix) {
                cursor.accept((char) cursor.peek());
            }
        }
        return Digits.of(cursor.takeWhile(Text::isDigit));
    }

    private ImmutableList<String> local() {
        ImmutableList.Builder<String> segments = ImmutableList.builder();
        do {
            String segment = cursor.takeWhile(Text::isAlphanumeric);
            if (segment.isEmpty()) {
                throw cursor.error("not a version (PEP 440)");
            }
            segments.add(Text.isDigits(segment) ? Digits.of(segment) : Ascii.toLowerCase(segment));
        } while (acceptSeparator());
        return segments.build();
    }

    private boolean acceptSeparator() {
        return isSeparator(cursor.peek()) && cursor.accept((char) cursor.peek());
    }

    private String number() {
        String digits = cursor.takeWhile(Text::isDigit);
        if (digits.isEmpty()) {
            throw cursor.error("not a version (PEP 440)");
        }
        return Digits.of(digits);
    }

    private static boolean isSeparator(int c) {
        return c == '-' || c == '_' || c == '.';
    }
}
