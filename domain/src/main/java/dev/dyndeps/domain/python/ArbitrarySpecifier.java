package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;

/** {@code ===text}: the version's normalised text is this, upper or lower case, and no rule of PEP 440 applies. */
record ArbitrarySpecifier(String text) implements Specifier {

    static ArbitrarySpecifier of(String text) {
        if (text.chars().anyMatch(c -> Text.isSpace(c) || c == ';' || c == ')')) {
            throw new IllegalArgumentException("=== is followed by white space, a semicolon or a parenthesis");
        }
        return new ArbitrarySpecifier(text);
    }

    @Override
    public boolean matches(Version version) {
        return Ascii.equalsIgnoreCase(version.toString(), text);
    }

    @Override
    public boolean namesPreRelease() {
        try {
            return Version.parse(text).isPreRelease();
        } catch (IllegalArgumentException e) {
            return false; // what is no version is no pre-release
        }
    }

    @Override
    public String toString() {
        return "===" + text;
    }
}
