package dev.dyndeps.adapter.http;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The clients of one fetch, each made when it is first needed: certificates take time to read. */
final class Clients implements Closeable {
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        // By default Java drops the password for a proxy that leads to an encrypted host; who configured one wants it
        // sent.
        if (System.getProperty(TUNNELS) == null) {
            System.setProperty(TUNNELS, "");
        }
    }

    private final Way way;
    private final ThreadGroup threads = new ThreadGroup("http clients");
    private volatile boolean wanted;
    private @Nullable SSLContext trusting;
    private @Nullable HttpClient checking;
    private @Nullable HttpClient unchecking;

    Clients(Way way) {
        this.way = way;
    }

    Way way() {
        return way;
    }

    /** Does what takes time and needs neither a connection nor a thread. */
    synchronized void prepare() {
        trusting();
    }

    /** Does in advance what a fetch will do, until one begins: nobody waits for it. */
    void warmUp() {
        try {
            WarmUp.run(trusting(), () -> wanted);
        } catch (GeneralSecurityException | SSLException | RuntimeException e) {
            return; // It would only have been faster.
        }
    }

    synchronized HttpClient of(URI url) {
        wanted = true;
        if ("http".equals(url.getScheme()) || way.trust().isUnchecked(url)) {
            unchecking = unchecking == null ? client(context(Trust::unchecking)) : unchecking;
            return unchecking;
        }
        checking = checking == null ? client(trusting()) : checking;
        return checking;
    }

    private synchronized SSLContext trusting() {
        trusting = trusting == null ? context(way.trust()::checking) : trusting;
        return trusting;
    }

    @FunctionalInterface
    private interface Context {
        SSLContext get() throws GeneralSecurityException;
    }

    private static SSLContext context(Context context) {
        try {
            return context.get();
        } catch (GeneralSecurityException e) {
            throw new CannotServe("this Java cannot encrypt: " + e.getMessage());
        }
    }

    /** A client's own thread is of the group of the thread that makes it. */
    private HttpClient client(SSLContext context) {
        FutureTask<HttpClient> making = new FutureTask<>(() -> HttpClient.newBuilder()
                .sslContext(context)
                .proxy(way.proxies())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        new Thread(threads, making).start();
        return requireNonNull(Futures.getUnchecked(making));
    }

    /** Ends the clients' threads, as Java 17 cannot: a JVM that ends would wait a third of a second for each. */
    @Override
    public void close() {
        threads.interrupt();
    }
}
