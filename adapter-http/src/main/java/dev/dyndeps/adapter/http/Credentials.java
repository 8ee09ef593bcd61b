package dev.dyndeps.adapter.http;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who the operator is to which host: what stands in the URLs of his indexes, then his netrc, as pip has it. Only ever asked
 * for the very URL that a request goes to, so that a redirect takes nothing along.
 *
 * @param indexes URLs of indexes, with what stands before their hosts
 */
record Credentials(ImmutableList<URI> indexes, Netrc netrc) {
    static Credentials of(PipSettings settings, Variables operator) {
        Stream<String> first = settings.isOn("no-index") ? Stream.empty() : settings.list("index-url").stream();
        Stream<String> more = Stream.of("extra-index-url", "find-links").flatMap(key -> settings.list(key).stream());
        return new Credentials(
                Stream.concat(first, more)
                        .flatMap(url -> Login.lenient(url).stream())
                        .filter(url -> url.getHost() != null)
                        .collect(ImmutableList.toImmutableList()),
                Netrc.of(operator));
    }

    /** What to say to the host of this URL. */
    Optional<Login> of(URI url) {
        Optional<Login> index = indexes.stream()
                .filter(candidate -> sameHost(candidate, url))
                .max(Comparator.comparingInt(candidate -> commonFolders(candidate, url)))
                .flatMap(Login::in);
        return index.filter(login -> !login.password().isEmpty())
                .or(() -> netrc.of(url.getHost()))
                .or(() -> index);
    }

    /** What is meant for an encrypted connection is not sent over one that is not. */
    private static boolean sameHost(URI index, URI url) {
        return index.getHost().equalsIgnoreCase(url.getHost())
                && index.getPort() == url.getPort()
                && (!"https".equals(index.getScheme()) || "https".equals(url.getScheme()));
    }

    private static int commonFolders(URI index, URI url) {
        return Strings.commonPrefix(index.getRawPath() + "/", url.getRawPath()).lastIndexOf('/');
    }
}
