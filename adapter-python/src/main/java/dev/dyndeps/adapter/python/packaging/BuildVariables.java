package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The environment of a build, which runs a stranger's code: a path, a language, the way to the operator's index, a home
 * and a temp folder of its own, and nothing else of the operator's environment.
 */
public final class BuildVariables {
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

    /**
     * @param operator the operator's; none but those above are kept
     * @param index the tool's settings of indexes: it finds no configuration file from the build's home
     * @param folder an empty folder; the build's home and temp folder are made in it
     */
    static Variables of(Variables operator, Variables index, Path folder) {
        Variables kept = operator.only(name -> KEPT.contains(name.toUpperCase(Locale.ROOT)))
                .with(index.values())
                .with(FIXED)
                .with("HOME", folder.resolve("home").toString())
                .with("TMPDIR", folder.resolve("tmp").toString());
        // The index may ask for a password that only the operator's netrc knows: its place is told, not its content.
        Path netrc = Path.of(operator.get("HOME").orElse("/nonexistent")).resolve(".netrc");
        return operator.get("NETRC")
                .map(file -> kept.with("NETRC", file))
                .orElse(Files.isReadable(netrc) ? kept.with("NETRC", netrc.toString()) : kept);
    }
}
