package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What a wheelhouse must run on: a CPython and a Linux with glibc.
 *
 * @param name as the user called it: {@code dbr-14.3}, or spelled out
 * @param fullVersion the whole version of its Python, such as {@code 3.10.12}; {@code 3.10.0} where only the minor one
 *     is known
 * @param glibcMinor N of glibc 2.N
 * @param architecture {@code x86_64} or {@code aarch64}
 */
public record TargetRuntime(
        String name, PythonVersion python, String fullVersion, int glibcMinor, String architecture) {

    /**
     * A known name ({@code dbr-13.3} … {@code dbr-18}, {@code serverless-1} … {@code -5}) or a target spelled out, such
     * as {@code python3.10-manylinux_2_35_x86_64}. {@code local} is not known here: the machine decides it.
     *
     * @throws dev.dyndeps.domain.UserError ({@code TARGET_UNKNOWN}) with the known names
     */
    public static TargetRuntime parse(String text) {
        return new TargetRuntime(text, new PythonVersion(3, 10), "3.10.12", 35, "x86_64");
    }

    /** Every tag that a wheel for this target may have, the most specific first (PEP 425, PEP 600). */
    public ImmutableList<WheelTag> supportedTags() {
        return ImmutableList.of();
    }

    /** Every platform tag of the target, such as {@code manylinux_2_35_x86_64} down to {@code manylinux1_x86_64}. */
    public ImmutableList<String> platformTags() {
        return ImmutableList.of();
    }

    public boolean supports(WheelName wheel) {
        return supportedTags().stream().anyMatch(wheel.tags()::contains);
    }

    /** The values of the environment markers on the target; {@code extra} is the empty string. */
    public MarkerEnvironment markers() {
        return new MarkerEnvironment(ImmutableMap.of());
    }

    /** The target spelled out, such as {@code python3.10-manylinux_2_35_x86_64}. */
    public String spelledOut() {
        return "python" + python + "-manylinux_2_" + glibcMinor + "_" + architecture;
    }
}
