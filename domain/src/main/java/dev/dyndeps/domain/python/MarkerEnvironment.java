package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** The values of the environment marker variables (PEP 508), such as {@code python_version}. */
public record MarkerEnvironment(ImmutableMap<String, String> values) {
    /** The same with {@code extra} set to this name. */
    public MarkerEnvironment withExtra(String extra) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        return new MarkerEnvironment(
                all.putAll(values).put(MarkerVariable.EXTRA.toString(), extra).buildKeepingLast());
    }

    Optional<String> value(MarkerVariable variable) {
        return Optional.ofNullable(values.get(variable.toString()));
    }
}
