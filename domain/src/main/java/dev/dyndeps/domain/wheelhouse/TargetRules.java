package dev.dyndeps.domain.wheelhouse;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import java.util.stream.Collectors;

/** Whether a wheel runs on a target: its tags (PEP 425) and its {@code Requires-Python} (core metadata). */
public final class TargetRules {
    private TargetRules() {}

    /**
     * @param where what to call the wheel in an error
     * @throws UserError ({@code WHEEL_TARGET}, {@code REQUIRES_PYTHON}) if it does not
     */
    public static void check(WheelContents wheel, TargetRuntime target, String where) {
        if (!target.supports(wheel.name())) {
            throw new UserError(
                    Code.WHEEL_TARGET,
                    where,
                    "its tags are "
                            + wheel.name().tags().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", and the target " + describe(target) + " takes cp"
                            + target.python().major()
                            + target.python().minor() + ", abi3 or py3 wheels for manylinux up to 2."
                            + target.glibcMinor() + " on " + target.architecture() + " or any platform",
                    "Bring a wheel that fits the target, or choose another --target");
        }
        SpecifierSet requires = wheel.metadata().requiresPython();
        if (!requires.contains(Version.parse(target.fullVersion()), true)) {
            throw new UserError(
                    Code.REQUIRES_PYTHON,
                    where,
                    "it requires Python " + requires + ", and the target " + describe(target) + " has "
                            + target.fullVersion(),
                    "Choose a version of it that supports this Python, or another --target");
        }
    }

    private static String describe(TargetRuntime target) {
        return target.name().equals(target.spelledOut())
                ? target.name()
                : target.name() + " (" + target.spelledOut() + ")";
    }
}
