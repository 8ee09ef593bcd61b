package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What pip is told of indexes and the way to them, by its configuration files and its environment variables, for tools that
 * read neither (pip's user guide, "Configuration Files"): the machine's file, the user's, that of {@code PIP_CONFIG_FILE},
 * in each {@code [global]} before the command's section, and {@code PIP_*} over all.
 *
 * @param values by pip's long option without its dashes, such as {@code index-url}; only index settings
 */
public record PipSettings(ImmutableMap<String, String> values) {
    /** @param command whose section counts, such as {@code install} */
    public static PipSettings of(Variables operator, String command) {
        ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
        for (Path file : files(operator)) {
            ImmutableMap<String, ImmutableMap<String, String>> sections = IniFile.read(file);
            values.putAll(sections.getOrDefault("global", ImmutableMap.of()));
            values.putAll(sections.getOrDefault(command, ImmutableMap.of()));
        }
        operator.values().forEach((name, value) -> {
            if (name.startsWith("PIP_") && !value.isEmpty()) {
                values.put(Ascii.toLowerCase(name.substring("PIP_".length())).replace('_', '-'), value);
            }
        });
        ImmutableMap.Builder<String, String> known = ImmutableMap.builder();
        values.buildKeepingLast().forEach((key, value) -> {
            if (PipVariables.isIndexSetting(variable(key))) {
                known.put(key, value);
            }
        });
        return new PipSettings(known.buildOrThrow());
    }

    /** The value, if it is set. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** The values of a setting that may have several, separated by blanks or on several lines. */
    public ImmutableList<String> list(String key) {
        return get(key).map(value -> ImmutableList.copyOf(
                        Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().split(value)))
                .orElse(ImmutableList.of());
    }

    /** Whether a switch is on. */
    public boolean isOn(String key) {
        return get(key).map(value -> switch (Ascii.toLowerCase(value)) {
                    case "1", "y", "yes", "t", "true", "on" -> true;
                    default -> false;
                })
                .orElse(false);
    }

    /**
     * The file or folder of certificates that is trusted instead of the system's, if there is one: pip's own setting, then
     * what it has from the libraries that it uses.
     */
    public Optional<String> certificates(Variables operator) {
        return get("cert")
                .or(() -> operator.get("REQUESTS_CA_BUNDLE"))
                .or(() -> operator.get("CURL_CA_BUNDLE"))
                .or(() -> operator.get("SSL_CERT_FILE"));
    }

    /** How many seconds without a byte are too many, if that is set. */
    public Optional<String> timeout() {
        return get("timeout").or(() -> get("default-timeout"));
    }

    /** As environment variables of pip. */
    public ImmutableMap<String, String> asVariables() {
        ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
        values.forEach((key, value) ->
                variables.put(variable(key), CharMatcher.whitespace().trimAndCollapseFrom(value, ' ')));
        return variables.buildOrThrow();
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }

    private static String variable(String key) {
        return "PIP_" + Ascii.toUpperCase(key).replace('-', '_');
    }

    private static ImmutableList<Path> files(Variables operator) {
        Optional<String> chosen = operator.get("PIP_CONFIG_FILE");
        if (chosen.equals(Optional.of("/dev/null"))) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (String folder : Splitter.on(':')
                .omitEmptyStrings()
                .split(operator.get("XDG_CONFIG_DIRS").orElse("/etc/xdg"))) {
            files.add(Path.of(folder, "pip", "pip.conf"));
        }
        files.add(Path.of("/etc/pip.conf"));
        if (chosen.isPresent() && Files.exists(Path.of(chosen.get()))) {
            return files.add(Path.of(chosen.get())).build();
        }
        operator.get("HOME").ifPresent(home -> {
            files.add(Path.of(home, ".pip", "pip.conf"));
            files.add(Path.of(operator.get("XDG_CONFIG_HOME").orElse(home + "/.config"), "pip", "pip.conf"));
        });
        return files.build();
    }
}
