package dev.dyndeps.adapter.uv;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environment for a uv of ours. uv reads none of pip's settings, and this program is told of indexes by pip's, so they
 * are translated; uv's own variables and files are the operator's for his own uv, but for its cache, which is shared.
 */
final class UvVariables {
    private static final String CACHE = "UV_CACHE_DIR";

    private static final ImmutableMap<String, String> OURS = ImmutableMap.of(
            "UV_NO_CONFIG", "1",
            "UV_NO_PROGRESS", "1",
            "UV_PYTHON_DOWNLOADS", "never",
            // As pip does: the best version of all indexes, not that of the first that has the name.
            "UV_INDEX_STRATEGY", "unsafe-best-match",
            "NO_COLOR", "1");

    private UvVariables() {}

    static Variables of(Variables operator, PipSettings settings) {
        Variables kept = PipVariables.withoutPython(operator)
                .without(name -> (name.startsWith("UV_") && !name.equals(CACHE)) || name.startsWith("PIP_"))
                .with(translated(operator, settings))
                .with(OURS);
        return kept.get(CACHE).isPresent() || settings.isOn("no-cache-dir")
                ? kept
                : cache(operator).map(folder -> kept.with(CACHE, folder)).orElse(kept);
    }

    /** Those of them that a build needs, whose home is another. */
    static Variables forBuild(Variables all) {
        return all.only(name -> name.startsWith("UV_")
                || name.startsWith("SSL_")
                || name.endsWith("_PROXY")
                || name.equals("NO_COLOR"));
    }

    private static ImmutableMap<String, String> translated(Variables operator, PipSettings settings) {
        ImmutableMap.Builder<String, String> uv = ImmutableMap.builder();
        settings.get("index-url").ifPresent(url -> uv.put("UV_DEFAULT_INDEX", url));
        some(settings, "extra-index-url", " ").ifPresent(urls -> uv.put("UV_INDEX", urls));
        some(settings, "find-links", ",").ifPresent(places -> uv.put("UV_FIND_LINKS", places));
        some(settings, "trusted-host", " ").ifPresent(hosts -> uv.put("UV_INSECURE_HOST", hosts));
        some(settings, "constraint", " ").ifPresent(files -> uv.put("UV_CONSTRAINT", files));
        settings.get("uploaded-prior-to").ifPresent(date -> uv.put("UV_EXCLUDE_NEWER", date));
        settings.get("client-cert").ifPresent(file -> uv.put("SSL_CLIENT_CERT", file));
        settings.get("retries").ifPresent(number -> uv.put("UV_HTTP_RETRIES", number));
        settings.timeout().ifPresent(seconds -> uv.put("UV_HTTP_TIMEOUT", seconds));
        settings.get("keyring-provider")
                .filter("subprocess"::equals)
                .ifPresent(provider -> uv.put("UV_KEYRING_PROVIDER", provider));
        settings.get("proxy")
                .ifPresent(proxy -> Stream.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
                        .forEach(name -> uv.put(name, proxy).put(name.toLowerCase(java.util.Locale.ROOT), proxy)));
        if (settings.isOn("no-cache-dir")) {
            uv.put("UV_NO_CACHE", "1");
        }
        // pip trusts what the system trusts; uv would trust a list of its own.
        settings.certificates(operator)
                .ifPresentOrElse(file -> uv.put("SSL_CERT_FILE", file), () -> uv.put("UV_SYSTEM_CERTS", "1"));
        return uv.buildOrThrow();
    }

    private static Optional<String> some(PipSettings settings, String key, String separator) {
        return Optional.of(Joiner.on(separator).join(settings.list(key))).filter(text -> !text.isEmpty());
    }

    private static Optional<String> cache(Variables operator) {
        return operator.get("XDG_CACHE_HOME")
                .or(() -> operator.get("HOME").map(home -> home + "/.cache"))
                .map(folder -> folder + "/uv");
    }
}
