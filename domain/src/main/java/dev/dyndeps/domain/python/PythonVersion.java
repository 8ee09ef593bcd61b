package dev.dyndeps.domain.python;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Comparator;

/** A minor version of Python, such as 3.10. */
public record PythonVersion(int major, int minor) implements Comparable<PythonVersion> {
    private static final Comparator<PythonVersion> ORDER =
            Comparator.comparingInt(PythonVersion::major).thenComparingInt(PythonVersion::minor);

    /** @throws dev.dyndeps.domain.UserError ({@code OPTION_INVALID}) if it is not {@code 3.N} */
    public static PythonVersion parse(String text) {
        String minor = text.startsWith("3.") ? text.substring(2) : "";
        boolean valid = Text.isDigits(minor) && minor.length() <= 2 && (minor.length() == 1 || minor.charAt(0) != '0');
        if (!valid) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    Text.quote(text),
                    "this is not a minor version of Python 3",
                    "Write it like 3.10");
        }
        return new PythonVersion(3, Integer.parseInt(minor));
    }

    /** Without the dot, as in tags: {@code 310}. */
    String withoutDot() {
        return "" + major + minor;
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
