package dev.dyndeps.adapter.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom the operator trusts, as pip has it.
 *
 * @param places files and folders of certificates; none means those that came with Java
 * @param unchecked hosts, with a port or without, whose certificates are not looked at
 */
record Trust(ImmutableList<Path> places, ImmutableSet<String> unchecked) {
    /** Where systems keep the certificates that they trust, in the order in which pip looks for them. */
    private static final ImmutableList<String> OF_THE_SYSTEM = ImmutableList.of(
            "/etc/ssl/cert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/pki/tls/cert.pem",
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/ssl/ca-bundle.pem");

    static Trust of(PipSettings settings, Variables operator) {
        Optional<Path> file = settings.certificates(operator).map(Path::of);
        Optional<Path> folder = operator.get("SSL_CERT_DIR").map(Path::of).filter(Files::isDirectory);
        ImmutableList<Path> places =
                file.or(() -> folder).map(ImmutableList::of).orElseGet(Trust::ofTheSystem);
        return new Trust(
                places,
                settings.list("trusted-host").stream().map(Ascii::toLowerCase).collect(ImmutableSet.toImmutableSet()));
    }

    private static ImmutableList<Path> ofTheSystem() {
        return OF_THE_SYSTEM.stream()
                .map(Path::of)
                .filter(Files::isReadable)
                .limit(1)
                .collect(ImmutableList.toImmutableList());
    }

    boolean isUnchecked(URI url) {
        String host = Ascii.toLowerCase(url.getHost());
        return unchecked.contains(host) || unchecked.contains(host + ":" + url.getPort());
    }

    /** For hosts whose certificates are looked at. */
    SSLContext checking() throws GeneralSecurityException {
        return places.isEmpty() ? SSLContext.getDefault() : context(PemBundle.trusting(places));
    }

    /** For the others. */
    static SSLContext unchecking() throws GeneralSecurityException {
        return context(new TrustManager[] {new Everybody()});
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    /** Extended, so that nobody looks at host names after it. */
    private static final class Everybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
