package dev.dyndeps.domain.python;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.List;

/**
 * The file name of a wheel, parsed (binary distribution format; PEP 427):
 * {@code name-version[-build]-python-abi-platform.whl}.
 *
 * <p>As {@code packaging} 25, but the name must be a distribution name, no part of a tag may be empty, and nothing but
 * ASCII letters, digits and {@code . _ + ! ~} may stand between the hyphens.
 *
 * @param fileName as it is written
 * @param build the build tag; empty if there is none
 * @param tags its compatibility tags, compressed sets written out
 */
public record WheelName(
        String fileName, DistributionName name, Version version, String build, ImmutableSet<WheelTag> tags) {
    private static final String SUFFIX = ".whl";

    /** Tags that one name may stand for: real ones have up to some dozens, a hostile one could have millions. */
    private static final int MOST_TAGS = 1_000;

    /** @throws dev.dyndeps.domain.UserError ({@code WHEEL_NAME}) if the specification does not allow it */
    public static WheelName parse(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            throw refused(fileName, "it does not end in .whl");
        }
        if (!fileName.chars().allMatch(WheelName::isAllowed)) {
            throw refused(fileName, "it has a character other than ASCII letters, digits and - . _ + ! ~");
        }
        List<String> parts = Splitter.on('-').splitToList(fileName.substring(0, fileName.length() - SUFFIX.length()));
        if (parts.size() != 5 && parts.size() != 6) {
            throw refused(fileName, "it has " + parts.size() + " parts between hyphens and not 5 or 6");
        }
        String build = parts.size() == 6 ? parts.get(2) : "";
        if (parts.size() == 6 && (build.isEmpty() || !Text.isDigit(build.charAt(0)))) {
            throw refused(fileName, "the build tag " + Text.quote(build) + " does not begin with a digit");
        }
        return new WheelName(
                fileName,
                name(fileName, parts.get(0)),
                version(fileName, parts.get(1)),
                build,
                tags(fileName, parts.subList(parts.size() - 3, parts.size())));
    }

    private static DistributionName name(String fileName, String text) {
        if (text.contains("__")) {
            throw refused(fileName, "the name " + Text.quote(text) + " has two underscores in a row");
        }
        try {
            return DistributionName.of(text);
        } catch (IllegalArgumentException e) {
            throw refused(fileName, Text.reason(e));
        }
    }

    private static Version version(String fileName, String text) {
        try {
            return Version.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(fileName, "the version: " + Text.reason(e));
        }
    }

    private static ImmutableSet<WheelTag> tags(String fileName, List<String> parts) {
        List<String> pythons = Splitter.on('.').splitToList(parts.get(0));
        List<String> abis = Splitter.on('.').splitToList(parts.get(1));
        List<String> platforms = Splitter.on('.').splitToList(parts.get(2));
        if (pythons.contains("") || abis.contains("") || platforms.contains("")) {
            throw refused(fileName, "a part of its tags is empty");
        }
        if ((long) pythons.size() * abis.size() * platforms.size() > MOST_TAGS) {
            throw refused(fileName, "it stands for more than " + MOST_TAGS + " tags");
        }
        ImmutableSet.Builder<WheelTag> tags = ImmutableSet.builder();
        for (String python : pythons) {
            for (String abi : abis) {
                for (String platform : platforms) {
                    tags.add(new WheelTag(python, abi, platform));
                }
            }
        }
        return tags.build();
    }

    private static boolean isAllowed(int c) {
        return Text.isAlphanumeric(c) || "-._+!~".indexOf(c) >= 0;
    }

    private static UserError refused(String fileName, String what) {
        return new UserError(
                Code.WHEEL_NAME,
                fileName,
                "this is not the file name of a wheel: " + what,
                "Give the wheel the name it was built with: name-version-python-abi-platform.whl");
    }
}
