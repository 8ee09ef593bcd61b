package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/** Holds if one of them does; two or more, none itself an {@code or}. */
record MarkerOr(ImmutableList<Marker> operands) implements Marker {
    @Override
    public boolean holds(MarkerEnvironment environment) {
        return operands.stream().anyMatch(operand -> operand.holds(environment));
    }

    @Override
    public String toString() {
        return operands.stream().map(Marker::toString).collect(Collectors.joining(" or "));
    }
}
