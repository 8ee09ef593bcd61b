package dev.dyndeps.domain.format;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The six shapes that an input can have. */
public enum Format {
    REQUIREMENTS,
    PURE_PYTHON,
    PACKAGED,
    EXISTING_WHEELS,
    MIXED,
    NESTED;

    /** The name on the command line and in reports, such as {@code pure_python}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws UserError ({@code OPTION_INVALID}) if there is no such format
     */
    public static Format parse(String text) {
        return Arrays.stream(values())
                .filter(f -> f.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        Code.OPTION_INVALID,
                        text,
                        "there is no such format",
                        "Use one of " + Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return id();
    }
}
