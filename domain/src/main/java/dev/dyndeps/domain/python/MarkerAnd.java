package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/** Holds if all of them do; two or more, none itself an {@code and}. */
record MarkerAnd(ImmutableList<Marker> operands) implements Marker {
    @Override
    public boolean holds(MarkerEnvironment environment) {
        return operands.stream().allMatch(operand -> operand.holds(environment));
    }

    @Override
    public String toString() {
        return operands.stream()
                .map(operand -> operand instanceof MarkerOr ? "(" + operand + ")" : operand.toString())
                .collect(Collectors.joining(" and "));
    }
}
