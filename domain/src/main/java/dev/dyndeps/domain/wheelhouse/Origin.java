package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a wheel came from.
 *
 * @param kind the way it came
 * @param from the URL, or the path in the input
 * @param tool what chose, fetched or built it, such as {@code pip 25.3}; {@code dyndeps} for our own
 * @param sdist the SHA-256 of the source distribution that it was built from, if it was one
 */
public record Origin(Kind kind, String from, String tool, Optional<HashCode> sdist) {
    /** One that was not built from a source distribution. */
    public Origin(Kind kind, String from, String tool) {
        this(kind, from, tool, Optional.empty());
    }

    ImmutableMap<String, Object> json() {
        return ImmutableMap.of(
                "kind", kind.id(), "from", from, "tool", tool, "sdist_sha256", sdist.map(HashCode::toString));
    }

    /** The ways a wheel can come. */
    public enum Kind {
        /** From the package index. */
        INDEX,
        /** As a wheel in the input. */
        INPUT,
        /** Built from a project or a source distribution of the input. */
        BUILT,
        /** Written from the input's modules, as {@code user_modules}. */
        MODULES;

        /** The name in the manifest. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
