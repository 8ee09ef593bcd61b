package dev.dyndeps.domain.requirements;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;

/**
 * What the operator, never the input, allows.
 *
 * @param allowedHosts lower-case hosts, without port, that requirements may name by URL
 */
public record RequirementsPolicy(ImmutableSet<String> allowedHosts) {
    /** No requirement by URL. */
    public static final RequirementsPolicy STRICT = new RequirementsPolicy(ImmutableSet.of());

    boolean allows(String host) {
        return allowedHosts.contains(Ascii.toLowerCase(host));
    }
}
