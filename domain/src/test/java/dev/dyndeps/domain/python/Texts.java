package dev.dyndeps.domain.python;

import java.util.Random;

/** Makes texts as people and tools write them, valid ones and nearly valid ones, the same for the same seed. */
final class Texts {
    private static final String[] PRE = {"a", "b", "rc", "alpha", "beta", "c", "pre", "preview", "A", "RC", "Beta"};
    private static final String[] POST = {"post", "rev", "r", "Post", "R"};
    private static final String[] SEPARATORS = {"", "", "", ".", "-", "_"};
    private static final String[] OPERATORS = {"==", "!=", "<=", ">=", "<", ">", "~=", "==="};
    private static final String[] NAMES = {
        "requests", "Foo.Bar", "zope.interface", "a", "A1", "jaraco_context", "ruamel.yaml.clib", "x-y__z", "py3", "Or"
    };

    private final Random random;

    Texts(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String blanks() {
        return one("", "", "", " ", "  ", "\t");
    }

    String name() {
        return one(NAMES);
    }

    String number() {
        return chance(80)
                ? String.valueOf(random.nextInt(4))
                : one("00", "01", "10", "007", "2024", "20240131235959", "99999999999999999999");
    }

    private String numbers(int least) {
        StringBuilder numbers = new StringBuilder(number());
        for (int more = least - 1 + random.nextInt(4); more > 0; more--) {
            numbers.append('.').append(number());
        }
        return numbers.toString();
    }

    /** A valid version in any spelling; small numbers, so that many are equal or near each other. */
    String version() {
        StringBuilder version = new StringBuilder(publicVersion(1));
        if (chance(15)) {
            version.append('+').append(one("abc", "1", "01", "Ubuntu", "cu118", "1a"));
            if (chance(50)) {
                version.append(one(".", "-", "_")).append(one("abc", "1", "10", "2", "x"));
            }
        }
        return version.toString();
    }

    String publicVersion(int leastNumbers) {
        StringBuilder version = new StringBuilder();
        if (chance(5)) {
            version.append(one("v", "V"));
        }
        if (chance(10)) {
            version.append(number()).append('!');
        }
        version.append(numbers(leastNumbers));
        if (chance(35)) {
            version.append(suffix(PRE));
        }
        if (chance(25)) {
            version.append(chance(20) ? "-" + number() : suffix(POST));
        }
        if (chance(25)) {
            version.append(suffix("dev", "DEV"));
        }
        return version.toString();
    }

    private String suffix(String... words) {
        return one(SEPARATORS) + one(words) + one(SEPARATORS) + (chance(80) ? number() : "");
    }

    String specifier() {
        String operator = one(OPERATORS);
        String version = switch (operator) {
            case "==", "!=" -> chance(40) ? release() + ".*" : version();
            case "~=" -> publicVersion(chance(95) ? 2 : 1);
            case "===" -> chance(80) ? version() : one("foo", "1.0-odd", "*", "");
            default -> publicVersion(1);
        };
        return blanks() + operator + blanks() + version + blanks();
    }

    private String release() {
        return (chance(10) ? number() + "!" : "") + numbers(1);
    }

    String specifiers() {
        StringBuilder specifiers = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            specifiers.append(specifiers.length() > 0 ? "," : "").append(specifier());
        }
        return specifiers.toString();
    }

    /** The text with one to three characters removed, repeated, exchanged or put in from the alphabet. */
    String damaged(String text, String alphabet) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(damaged.length() + 1);
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (at == damaged.length() || chance(40)) {
                damaged.insert(at, other);
            } else if (chance(50)) {
                damaged.deleteCharAt(at);
            } else {
                damaged.setCharAt(at, other);
            }
        }
        return damaged.toString();
    }
}
