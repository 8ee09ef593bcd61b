package dev.dyndeps.domain.python;

import java.util.Optional;

/** A comparison in a marker, such as {@code python_version < "3.11"}. */
record MarkerComparison(MarkerOperand left, MarkerOperator operator, MarkerOperand right) implements Marker {
    private static final MarkerOperand EXTRA = new MarkerOperand.Variable(MarkerVariable.EXTRA);

    /** Names of extras are compared, and written, in their normal form (PEP 685). */
    MarkerComparison {
        if (left.equals(EXTRA) && right instanceof MarkerOperand.Literal literal) {
            right = normalised(literal);
        } else if (right.equals(EXTRA) && left instanceof MarkerOperand.Literal literal) {
            left = normalised(literal);
        }
    }

    private static MarkerOperand normalised(MarkerOperand.Literal literal) {
        return new MarkerOperand.Literal(DistributionName.collapse(literal.text()));
    }

    @Override
    public boolean holds(MarkerEnvironment environment) {
        String leftText = left.in(environment);
        String rightText = right.in(environment);
        if (left.equals(EXTRA) || right.equals(EXTRA)) {
            leftText = DistributionName.collapse(leftText);
            rightText = DistributionName.collapse(rightText);
        }
        Optional<Boolean> asVersions = compareVersions(leftText, rightText);
        return asVersions.isPresent() ? asVersions.get() : operator.comparesTexts(leftText, rightText);
    }

    /** Empty unless the left side is a version and the operator with the right side a specifier. */
    private Optional<Boolean> compareVersions(String leftText, String rightText) {
        if (!operator.comparesVersions()) {
            return Optional.empty();
        }
        try {
            Specifier specifier = Specifier.parse(operator.text() + rightText);
            return Optional.of(specifier.matches(Version.parse(leftText)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return left + " " + operator.text() + " " + right;
    }
}
