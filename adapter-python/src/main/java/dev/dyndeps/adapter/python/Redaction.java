package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Ordering;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that a person or a log will see: whatever stands before the {@code @} of a URL, and the
 * values of environment variables that are secrets by their name.
 */
public final class Redaction {
    private static final String MASK = "****";
    private static final Pattern USER_INFO = Pattern.compile("://([^/@\\s]{1,4096})@");
    private static final Pattern SECRET_NAME =
            Pattern.compile("TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY");
    /** Shorter values are words that occur by chance: masking them would hide more than it protects. */
    private static final int SHORTEST_SECRET = 6;

    private final ImmutableList<String> secrets;

    private Redaction(ImmutableList<String> secrets) {
        this.secrets = secrets;
    }

    /** Knows the secrets among these variables. */
    public static Redaction of(Variables variables) {
        ImmutableSet.Builder<String> found = ImmutableSet.builder();
        for (Map.Entry<String, String> variable : variables.values().entrySet()) {
            String name = variable.getKey().toUpperCase(Locale.ROOT);
            if (SECRET_NAME.matcher(name).find()) {
                found.add(variable.getValue());
            }
            Matcher urls = USER_INFO.matcher(variable.getValue());
            while (urls.find()) {
                String password = urls.group(1).substring(urls.group(1).indexOf(':') + 1);
                found.add(password).add(decoded(password));
            }
        }
        // The longest first, so that a secret that holds another is masked whole.
        return new Redaction(found.build().stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Ordering.natural()))
                .collect(ImmutableList.toImmutableList()));
    }

    /** The text without the secrets. */
    public String redact(String text) {
        String clean = text.contains("://") ? USER_INFO.matcher(text).replaceAll("://" + MASK + "@") : text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }

    private static String decoded(String password) {
        try {
            return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return password;
        }
    }
}
