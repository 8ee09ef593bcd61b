package dev.dyndeps.adapter.python;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.domain.python.TargetRuntime;
import java.nio.file.Path;

/**
 * A CPython on this machine.
 *
 * @param executable what it calls itself: no launcher of a version manager
 * @param version its minor version
 * @param fullVersion its whole version, such as {@code 3.10.12}
 * @param glibcMinor N of the glibc 2.N that it runs on; 0 if that is no glibc
 * @param machine the architecture, such as {@code x86_64}
 * @param makesEnvironments whether it has what it takes to make virtual environments with pip
 * @param bringsPip whether it can put pip into one without an index; Debian's can't before python3-venv is installed
 */
public record Interpreter(
        Path executable,
        PythonVersion version,
        String fullVersion,
        int glibcMinor,
        String machine,
        boolean makesEnvironments,
        boolean bringsPip) {

    /**
     * What wheels must fit to run on it.
     *
     * @throws UserError ({@code TARGET_UNKNOWN}) if this is no Linux with glibc, or one that no wheelhouse can be made for
     */
    public TargetRuntime asTarget() {
        if (glibcMinor == 0) {
            throw new UserError(
                    Code.TARGET_UNKNOWN,
                    "local",
                    executable + " does not run on a Linux with glibc",
                    "Name the target with --target, such as dbr-14.3");
        }
        return TargetRuntime.local(fullVersion, glibcMinor, machine);
    }

    /** Such as {@code CPython 3.10.13}. */
    public String title() {
        return "CPython " + fullVersion;
    }
}
