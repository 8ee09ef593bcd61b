package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableMap;

/** The values of the environment marker variables (PEP 508), such as {@code python_version}. */
public record MarkerEnvironment(ImmutableMap<String, String> values) {
    /** The same with {@code extra} set to this name. */
    public MarkerEnvironment withExtra(String extra) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        return new MarkerEnvironment(all.putAll(values).put("extra", extra).buildKeepingLast());
    }
}
