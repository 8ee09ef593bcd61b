package dev.dyndeps.domain.python;

/** A clause that compares with a whole version. Equal by text: {@code ~=1.4} and {@code ~=1.4.0} mean different things. */
record VersionSpecifier(SpecifierOperator operator, Version version) implements Specifier {

    static VersionSpecifier of(SpecifierOperator operator, Version version) {
        boolean exact = operator == SpecifierOperator.EQUAL || operator == SpecifierOperator.NOT_EQUAL;
        if (version.hasLocal() && !exact) {
            throw new IllegalArgumentException("a local version only goes with == and !=");
        }
        if (operator == SpecifierOperator.COMPATIBLE && version.release().size() < 2) {
            throw new IllegalArgumentException("~= needs at least two numbers");
        }
        return new VersionSpecifier(operator, version);
    }

    @Override
    public boolean matches(Version candidate) {
        return switch (operator) {
            case ARBITRARY -> throw new AssertionError("=== has a type of its own");
            case COMPATIBLE ->
                isAtLeast(candidate)
                        && PrefixSpecifier.hasPrefix(
                                candidate,
                                version.epoch(),
                                version.release().subList(0, version.release().size() - 1));
            case EQUAL -> isEqual(candidate);
            case NOT_EQUAL -> !isEqual(candidate);
            case AT_MOST -> candidate.publicVersion().compareTo(version) <= 0;
            case AT_LEAST -> isAtLeast(candidate);
            case LESS ->
                candidate.compareTo(version) < 0
                        && !(candidate.isPreRelease() && !version.isPreRelease() && sameBase(candidate));
            case GREATER ->
                candidate.compareTo(version) > 0
                        && !(candidate.isPostRelease() && !version.isPostRelease() && sameBase(candidate))
                        && !(candidate.hasLocal() && sameBase(candidate));
        };
    }

    private boolean isAtLeast(Version candidate) {
        return candidate.publicVersion().compareTo(version) >= 0;
    }

    /** A local part of the candidate counts only if the clause has one. */
    private boolean isEqual(Version candidate) {
        return (version.hasLocal() ? candidate : candidate.publicVersion()).equals(version);
    }

    private boolean sameBase(Version candidate) {
        return candidate.base().equals(version.base());
    }

    @Override
    public boolean namesPreRelease() {
        return operator != SpecifierOperator.NOT_EQUAL && version.isPreRelease();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionSpecifier specifier && toString().equals(specifier.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return operator.text() + version;
    }
}
