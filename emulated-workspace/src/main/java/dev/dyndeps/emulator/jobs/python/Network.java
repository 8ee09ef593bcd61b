package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.Variables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the emulated compute reaches what is outside.
 *
 * @param variables what its processes are told about it; a job's own {@code spark_env_vars} win over these
 */
public record Network(Variables variables) {
    private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");
    private static final Set<String> CERTIFICATES = Set.of("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE");
    /** A port that nothing listens on. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    /** As this process reaches it: pip's index settings, proxies and certificates. */
    public static Network ofTheCaller() {
        return new Network(Variables.inherited().only(name -> {
            String upper = name.toUpperCase(Locale.ROOT);
            return PipVariables.isIndexSetting(name) || PROXIES.contains(upper) || CERTIFICATES.contains(upper);
        }));
    }

    /** This machine only: every other address is beyond a proxy that does not answer. */
    public static Network none() {
        return new Network(Variables.NONE.with(Map.of(
                "http_proxy", NOWHERE,
                "https_proxy", NOWHERE,
                "no_proxy", "127.0.0.1,localhost",
                "PIP_CONFIG_FILE", "/dev/null",
                "PIP_RETRIES", "0")));
    }

    /** With one more variable, such as {@code PIP_INDEX_URL}. */
    public Network with(String name, String value) {
        return new Network(variables.with(name, value));
    }
}
