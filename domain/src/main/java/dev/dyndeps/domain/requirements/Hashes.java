package dev.dyndeps.domain.requirements;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.List;

/** The {@code --hash} options behind a requirement. */
final class Hashes {
    private static final CharMatcher HEX = CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f'));
    private static final String ALGORITHM = "sha256:";
    private static final int DIGITS = 64;

    private Hashes() {}

    /**
     * @throws UserError if a word is another option, or no SHA-256
     */
    static ImmutableSortedSet<String> of(List<String> words, Refusal at) {
        ImmutableSortedSet.Builder<String> hashes = ImmutableSortedSet.naturalOrder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean option = word.startsWith("-");
            if (!option || OptionKind.accepted(word, at) != OptionKind.HASH) {
                throw at.of(
                        Code.REQ_SYNTAX,
                        Refusal.quote(word) + " cannot stand behind a requirement",
                        "Put each option on a line of its own; only --hash goes with a requirement");
            }
            boolean separate = word.equals("--hash") && i + 1 < words.size();
            String value = separate ? words.get(++i) : word.substring(Math.min(word.length(), "--hash=".length()));
            hashes.add(check(Ascii.toLowerCase(value), at));
        }
        return hashes.build();
    }

    private static String check(String value, Refusal at) {
        String digest = value.startsWith(ALGORITHM) ? value.substring(ALGORITHM.length()) : "";
        if (digest.length() != DIGITS || !HEX.matchesAllOf(digest)) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    Refusal.quote(value)
                            + " is no hash that is checked here, which is sha256: and 64 hexadecimal digits",
                    "Write the file's SHA-256, as 'pip hash FILE' and 'pip-compile --generate-hashes' print it");
        }
        return value;
    }
}
