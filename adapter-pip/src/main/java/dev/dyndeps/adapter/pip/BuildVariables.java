package dev.dyndeps.adapter.pip;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment of a build, which runs a stranger's code: a path, a language, the way to the operator's index, a home
 * and a temp folder of its own, and nothing else of the operator's environment.
 */
final class BuildVariables {
    /** 1 January 2020: what is built from the same source is the same, whenever it is built. */
    private static final String EPOCH = "1577836800";

    private static final ImmutableSet<String> KEPT = ImmutableSet.of(
            "ALL_PROXY",
            "CURL_CA_BUNDLE",
            "HTTPS_PROXY",
            "HTTP_PROXY",
            "LANG",
            "LC_ALL",
            "NO_PROXY",
            "PATH",
            "REQUESTS_CA_BUNDLE",
            "SSL_CERT_DIR",
            "SSL_CERT_FILE");

    private static final ImmutableMap<String, String> FIXED = ImmutableMap.of(
            "SOURCE_DATE_EPOCH", EPOCH, "PYTHONHASHSEED", "0", "TZ", "UTC", "PIP_CONFIG_FILE", "/dev/null");

    private BuildVariables() {}

    /** @param folder an empty folder; the build's home and temp folder are made in it */
    static Variables of(PipTools tools, ManagedEnvironment environment, Path folder) {
        Variables operator = tools.pipVariables();
        Variables kept = Variables.NONE
                .with(configured(tools, environment))
                .with(operator.only(name -> KEPT.contains(name.toUpperCase(Locale.ROOT)) || name.startsWith("PIP_"))
                        .values())
                .with(FIXED)
                .with("HOME", folder.resolve("home").toString())
                .with("TMPDIR", folder.resolve("tmp").toString());
        // The index may ask for a password that only the operator's netrc knows: its place is told, not its content.
        Path netrc = Path.of(operator.get("HOME").orElse("/nonexistent")).resolve(".netrc");
        return operator.get("NETRC")
                .map(file -> kept.with("NETRC", file))
                .orElse(Files.isReadable(netrc) ? kept.with("NETRC", netrc.toString()) : kept);
    }

    /** The index settings of the operator's pip.conf, which is not found from the build's home. */
    private static Map<String, String> configured(PipTools tools, ManagedEnvironment environment) {
        List<String> lines = new ArrayList<>();
        tools.runner()
                .run(Command.of(
                                tools.pipVariables(),
                                List.of(
                                        environment.python().toString(),
                                        "-I",
                                        "-X",
                                        "utf8",
                                        "-m",
                                        "pip",
                                        "config",
                                        "list"))
                        .heardBy((source, line) -> lines.add(line)));
        Map<String, String> settings = new HashMap<>();
        for (String line : lines) {
            List<String> parts = Splitter.on('=').limit(2).splitToList(line);
            int dot = parts.get(0).indexOf('.');
            if (parts.size() == 2 && dot > 0 && !line.startsWith(":env:")) {
                String name = "PIP_"
                        + parts.get(0).substring(dot + 1).replace('-', '_').toUpperCase(Locale.ROOT);
                if (PipVariables.isIndexSetting(name)) {
                    settings.put(name, unquoted(parts.get(1)));
                }
            }
        }
        return settings;
    }

    /** From Python's notation; several values stand on several lines there and are separated by blanks here. */
    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && (text.charAt(0) == '\'' || text.charAt(0) == '"');
        String bare = quoted ? text.substring(1, text.length() - 1) : text;
        return bare.replace("\\n", " ").replace("\\\\", "\\").strip();
    }
}
