package dev.dyndeps.domain.python;

import java.util.Comparator;

/** A minor version of Python, such as 3.10. */
public record PythonVersion(int major, int minor) implements Comparable<PythonVersion> {
    /** @throws dev.dyndeps.domain.UserError ({@code OPTION_INVALID}) if it is not {@code 3.N} */
    public static PythonVersion parse(String text) {
        String[] parts = text.split("\\.", -1);
        return new PythonVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public int compareTo(PythonVersion other) {
        return Comparator.comparingInt(PythonVersion::major)
                .thenComparingInt(PythonVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
