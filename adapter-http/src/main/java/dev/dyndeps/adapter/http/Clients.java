package dev.dyndeps.adapter.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The clients of one fetch, each made when it is first needed: certificates take time to read. */
final class Clients {
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        // By default Java drops the password for a proxy that leads to an encrypted host; who configured one wants it
        // sent.
        if (System.getProperty(TUNNELS) == null) {
            System.setProperty(TUNNELS, "");
        }
    }

    private final Way way;
    private @Nullable HttpClient checking;
    private @Nullable HttpClient unchecking;

    Clients(Way way) {
        this.way = way;
    }

    synchronized HttpClient of(URI url) {
        if ("http".equals(url.getScheme()) || way.trust().isUnchecked(url)) {
            unchecking = unchecking == null ? client(Trust::unchecking) : unchecking;
            return unchecking;
        }
        checking = checking == null ? client(way.trust()::checking) : checking;
        return checking;
    }

    @FunctionalInterface
    private interface Context {
        SSLContext get() throws GeneralSecurityException;
    }

    private HttpClient client(Context context) {
        try {
            return HttpClient.newBuilder()
                    .sslContext(context.get())
                    .proxy(way.proxies())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new CannotServe("this Java cannot encrypt: " + e.getMessage());
        }
    }
}
