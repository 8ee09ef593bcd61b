package dev.dyndeps.domain.python;

/** One clause of a version specifier (PEP 440), such as {@code >=1.2}, {@code ==1.*} or {@code ===1.0-odd}. */
public sealed interface Specifier permits VersionSpecifier, PrefixSpecifier, ArbitrarySpecifier {

    /** @throws IllegalArgumentException with the text, if it is no clause */
    static Specifier parse(String text) {
        String clause = Text.strip(text);
        for (SpecifierOperator operator : SpecifierOperator.values()) {
            if (clause.startsWith(operator.text())) {
                String version = Text.strip(clause.substring(operator.text().length()));
                try {
                    return of(operator, version);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "not a version specifier: " + Text.quote(text) + ": " + Text.reason(e), e);
                }
            }
        }
        throw new IllegalArgumentException(
                "not a version specifier: " + Text.quote(text) + " (it begins with none of ~= == != <= >= < > ===)");
    }

    private static Specifier of(SpecifierOperator operator, String version) {
        if (operator == SpecifierOperator.ARBITRARY) {
            return ArbitrarySpecifier.of(version);
        }
        if (version.endsWith(PrefixSpecifier.WILDCARD)) {
            return PrefixSpecifier.of(operator, version);
        }
        return VersionSpecifier.of(operator, VersionParser.parse(version));
    }

    /** Whether the version meets it, pre-releases like any other. */
    boolean matches(Version version);

    /** Whether it names a pre-release in a way that invites them (all operators but {@code !=}). */
    boolean namesPreRelease();
}
