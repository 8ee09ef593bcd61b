package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** The tags that CPython on a Linux with glibc installs, in pip's order of preference (PEP 425, PEP 600). */
final class SupportedTags {
    private static final int FIRST_MINOR_WITH_STABLE_ABI = 2;

    private SupportedTags() {}

    /**
     * The platform tags from glibc 2.N down to the oldest that was given a name: 2.5 on x86_64, 2.17 elsewhere; the names
     * from before PEP 600 behind the version they stand for.
     */
    static ImmutableList<String> platforms(int glibcMinor, String architecture) {
        ImmutableList.Builder<String> platforms = ImmutableList.builder();
        for (int minor = glibcMinor; minor >= oldestGlibcMinor(architecture); minor--) {
            platforms.add("manylinux_2_" + minor + "_" + architecture);
            switch (minor) {
                case 17 -> platforms.add("manylinux2014_" + architecture);
                case 12 -> platforms.add("manylinux2010_" + architecture);
                case 5 -> platforms.add("manylinux1_" + architecture);
                default -> {} // most versions never had another name
            }
        }
        return platforms.add("linux_" + architecture).build();
    }

    static int oldestGlibcMinor(String architecture) {
        return architecture.equals(TargetRuntime.X86_64) ? 5 : 17;
    }

    static ImmutableSet<WheelTag> of(PythonVersion python, ImmutableList<String> platforms) {
        String interpreter = "cp" + python.withoutDot();
        ImmutableSet.Builder<WheelTag> tags = ImmutableSet.builder();
        add(tags, interpreter, interpreter, platforms);
        add(tags, interpreter, "abi3", platforms);
        add(tags, interpreter, "none", platforms);
        for (int minor = python.minor() - 1; minor >= FIRST_MINOR_WITH_STABLE_ABI; minor--) {
            add(tags, "cp" + python.major() + minor, "abi3", platforms);
        }
        ImmutableList<String> generic = genericPythons(python);
        generic.forEach(version -> add(tags, version, "none", platforms));
        tags.add(new WheelTag(interpreter, "none", "any"));
        generic.forEach(version -> tags.add(new WheelTag(version, "none", "any")));
        return tags.build();
    }

    /** {@code py310}, {@code py3}, {@code py39} … {@code py30}. */
    private static ImmutableList<String> genericPythons(PythonVersion python) {
        ImmutableList.Builder<String> pythons = ImmutableList.builder();
        pythons.add("py" + python.withoutDot(), "py" + python.major());
        for (int minor = python.minor() - 1; minor >= 0; minor--) {
            pythons.add("py" + python.major() + minor);
        }
        return pythons.build();
    }

    private static void add(
            ImmutableSet.Builder<WheelTag> tags, String python, String abi, ImmutableList<String> platforms) {
        platforms.forEach(platform -> tags.add(new WheelTag(python, abi, platform)));
    }
}
