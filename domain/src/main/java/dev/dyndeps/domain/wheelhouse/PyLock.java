package dev.dyndeps.domain.wheelhouse;

import java.util.Comparator;
import java.util.Locale;

/**
 * Writes the wheels of a wheelhouse as {@code pylock.toml} (PEP 751), so that other tools can install the same set and
 * {@code --lock} can build it again.
 *
 * <p>A wheel of the index has its URL; one of the input its path; what was built from the input is the {@code directory} or
 * {@code sdist} it was built from.
 */
public final class PyLock {
    private PyLock() {}

    /** The text of the lock file. */
    public static String write(Manifest manifest) {
        StringBuilder text = new StringBuilder();
        text.append("lock-version = \"1.0\"\n");
        text.append("environments = [").append(quote(environment(manifest))).append("]\n");
        text.append("requires-python = ")
                .append(quote("==" + manifest.target().python() + ".*"))
                .append('\n');
        text.append("created-by = \"dyndeps\"\n");
        manifest.wheels().stream()
                .sorted(Comparator.comparing(wheel -> wheel.name().name()))
                .forEach(wheel -> packageTable(text, wheel));
        text.append("\n[tool.dyndeps]\ntarget = ")
                .append(quote(manifest.target().name()))
                .append("\ninput-sha256 = ")
                .append(quote(manifest.input().toString()))
                .append('\n');
        return text.toString();
    }

    private static String environment(Manifest manifest) {
        return "implementation_name == 'cpython' and sys_platform == 'linux' and platform_machine == '"
                + manifest.target().architecture() + "'";
    }

    private static void packageTable(StringBuilder text, ManifestWheel wheel) {
        text.append("\n[[packages]]\nname = ")
                .append(quote(wheel.name().name().toString()))
                .append("\nversion = ")
                .append(quote(wheel.name().version().toString()))
                .append('\n');
        String from = quote(wheel.origin().from());
        switch (wheel.origin().kind()) {
            case INDEX -> wheelLine(text, wheel, "url = " + from);
            case INPUT -> wheelLine(text, wheel, "path = " + from);
            case BUILT, MODULES -> source(text, wheel.origin());
        }
    }

    private static void source(StringBuilder text, Origin origin) {
        text.append(origin.sdist().isPresent() ? "[packages.sdist]\npath = " : "[packages.directory]\npath = ")
                .append(quote(origin.from()))
                .append('\n');
        origin.sdist()
                .ifPresent(sha256 -> text.append("hashes = { sha256 = ")
                        .append(quote(sha256.toString()))
                        .append(" }\n"));
    }

    private static void wheelLine(StringBuilder text, ManifestWheel wheel, String where) {
        text.append("wheels = [{ name = ")
                .append(quote(wheel.name().fileName()))
                .append(", ")
                .append(where)
                .append(", size = ")
                .append(wheel.size())
                .append(", hashes = { sha256 = ")
                .append(quote(wheel.sha256().toString()))
                .append(" } }]\n");
    }

    /** A basic string of TOML 1.0. */
    private static String quote(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x7f) {
                text.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }
}
