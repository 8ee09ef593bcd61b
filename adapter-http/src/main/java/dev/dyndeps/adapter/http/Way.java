package dev.dyndeps.adapter.http;

import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.net.URI;
import java.util.Optional;

/**
 * The operator's way to his indexes.
 *
 * @param keyring whether there is one to ask for passwords, which only pip can do
 */
record Way(Proxies proxies, Credentials credentials, Trust trust, boolean keyring) {
    /** @throws CannotServe if it is one that only pip can go */
    static Way of(PipSettings settings, Variables operator) {
        if (settings.get("client-cert").isPresent()) {
            throw new CannotServe("a client certificate is configured");
        }
        return new Way(
                new Proxies(settings, operator),
                Credentials.of(settings, operator),
                Trust.of(settings, operator),
                settings.get("keyring-provider")
                        .filter(provider -> !provider.equals("auto") && !provider.equals("disabled"))
                        .isPresent());
    }

    /** What to say to the proxy of a request, if it has one that knows us. */
    Optional<Login> proxyLogin(URI url) {
        return proxies.of(url).flatMap(Login::in);
    }
}
