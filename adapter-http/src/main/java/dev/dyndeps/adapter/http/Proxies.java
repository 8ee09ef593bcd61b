package dev.dyndeps.adapter.http;

import com.google.common.base.Ascii;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The proxies of the operator, as pip has them: its own setting for all requests, else those of the environment, in lower case
 * before upper case, except for the hosts of {@code NO_PROXY}.
 */
final class Proxies extends ProxySelector {
    private final PipSettings settings;
    private final Variables operator;

    Proxies(PipSettings settings, Variables operator) {
        this.settings = settings;
        this.operator = operator;
    }

    /**
     * The URL of the proxy for a request.
     *
     * @throws CannotServe if it is none that speaks HTTP
     */
    Optional<URI> of(URI url) {
        Optional<String> own = settings.get("proxy");
        Optional<String> chosen =
                own.isPresent() || NoProxy.of(variable("no_proxy").orElse("")).has(url)
                        ? own
                        : variable(url.getScheme() + "_proxy").or(() -> variable("all_proxy"));
        return chosen.map(Proxies::parsed);
    }

    private Optional<String> variable(String name) {
        return operator.get(name).or(() -> operator.get(Ascii.toUpperCase(name)));
    }

    private static URI parsed(String proxy) {
        URI url = Login.lenient(proxy.contains("://") ? proxy : "http://" + proxy)
                .filter(uri -> uri.getHost() != null)
                .orElseThrow(() -> new CannotServe("the URL of the proxy is malformed"));
        if (!"http".equalsIgnoreCase(url.getScheme())) {
            throw new CannotServe("the proxy speaks " + url.getScheme());
        }
        return url;
    }

    @Override
    public List<Proxy> select(URI url) {
        return List.of(of(url).map(proxy -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException failure) {}
}
