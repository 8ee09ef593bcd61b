package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** {@code ==1.2.*} or {@code !=1.2.*}: every version whose release, filled up with zeros, begins so. */
record PrefixSpecifier(boolean negated, String epoch, ImmutableList<String> release) implements Specifier {
    static final String WILDCARD = ".*";

    static PrefixSpecifier of(SpecifierOperator operator, String text) {
        if (operator != SpecifierOperator.EQUAL && operator != SpecifierOperator.NOT_EQUAL) {
            throw new IllegalArgumentException(".* only goes with == and !=");
        }
        Version prefix = VersionParser.parse(text.substring(0, text.length() - WILDCARD.length()));
        if (!prefix.toString().equals(prefix.base().toString())) {
            throw new IllegalArgumentException(".* only follows the numbers of a release");
        }
        return new PrefixSpecifier(operator == SpecifierOperator.NOT_EQUAL, prefix.epoch(), prefix.release());
    }

    static boolean hasPrefix(Version candidate, String epoch, List<String> prefix) {
        if (!candidate.epoch().equals(epoch)) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            String number = i < candidate.release().size() ? candidate.release().get(i) : Digits.ZERO;
            if (!number.equals(prefix.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean matches(Version candidate) {
        return hasPrefix(candidate, epoch, release) != negated;
    }

    @Override
    public boolean namesPreRelease() {
        return false;
    }

    @Override
    public String toString() {
        String prefix = (epoch.equals(Digits.ZERO) ? "" : epoch + "!") + String.join(".", release);
        return (negated ? "!=" : "==") + prefix + WILDCARD;
    }
}
