package dev.dyndeps.cli;

import java.util.Locale;

/** What resolves requirements and builds wheels. */
enum Engine {
    /** uv, or pip where uv will not do. */
    AUTO,
    UV,
    PIP;

    /** As it is written in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
