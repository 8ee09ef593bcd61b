package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableSet;

/**
 * The file name of a wheel, parsed (binary distribution format; PEP 427).
 *
 * @param fileName as it is written
 * @param build the build tag; empty if there is none
 * @param tags its compatibility tags, compressed sets written out
 */
public record WheelName(
        String fileName, DistributionName name, Version version, String build, ImmutableSet<WheelTag> tags) {
    /** @throws dev.dyndeps.domain.UserError ({@code WHEEL_NAME}) if the specification does not allow it */
    public static WheelName parse(String fileName) {
        return new WheelName(fileName, DistributionName.of(fileName), Version.parse(fileName), "", ImmutableSet.of());
    }
}
