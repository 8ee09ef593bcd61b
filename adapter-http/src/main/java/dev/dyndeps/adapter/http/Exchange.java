package dev.dyndeps.adapter.http;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;

/** Sends a request the operator's way, and again to where redirects lead. */
record Exchange(Clients clients, Duration idle, HttpClient.Version version) {
    private static final int MOST_REDIRECTS = 10;

    /**
     * Asks for a URL until an answer with the file has been taken.
     *
     * @param heard when something last arrived, in the nanoseconds of the system
     * @throws Passing if it failed in a way that may pass
     * @throws RemoteError if it was refused
     * @throws CannotServe if only pip can go this way
     */
    void get(URI url, ImmutableMap<String, String> headers, BodyHandler<Boolean> taker, LongSupplier heard)
            throws Passing {
        URI at = url;
        boolean downgraded = false;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<Login> login =
                    downgraded ? Optional.empty() : clients.way().credentials().of(at);
            HttpResponse<Boolean> answer =
                    await(clients.of(at).sendAsync(request(at, headers, login), taker), at, heard, System.nanoTime());
            Optional<URI> next = new Answer(at, answer, login, clients.way().keyring()).redirect();
            if (next.isEmpty()) {
                return;
            }
            downgraded |=
                    "https".equals(at.getScheme()) && "http".equals(next.get().getScheme());
            at = next.get();
        }
        throw new RemoteError(
                Answer.shown(url) + " leads in circles: more than " + MOST_REDIRECTS + " redirects",
                "Check the index settings (pip config list)");
    }

    private HttpRequest request(URI at, Map<String, String> headers, Optional<Login> login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .header("User-Agent", "dyndeps")
                .header("Accept-Encoding", "identity")
                // Asked in the clear, Java would offer to switch to HTTP/2, which some servers and proxies take ill.
                .version("https".equals(at.getScheme()) ? version : HttpClient.Version.HTTP_1_1);
        headers.forEach(request::header);
        login.ifPresent(known -> request.header("Authorization", known.header()));
        clients.way().proxyLogin(at).ifPresent(known -> request.header("Proxy-Authorization", known.header()));
        return request.build();
    }

    private <T> T await(CompletableFuture<T> sent, URI at, LongSupplier heard, long started) throws Passing {
        try {
            while (true) {
                long last = Math.max(heard.getAsLong() - started, 0) + started;
                long left = idle.toNanos() - (System.nanoTime() - last);
                if (left <= 0) {
                    throw new Passing(at.getHost() + " has been silent for " + idle.toMillis() / 1000.0 + " s");
                }
                try {
                    return sent.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Something may have arrived meanwhile: the next round looks.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the download of wheels");
        } catch (ExecutionException e) {
            throw failure(e, at);
        } finally {
            sent.cancel(true);
        }
    }

    private static Passing failure(Throwable thrown, URI at) throws Passing {
        for (Throwable cause : Throwables.getCausalChain(thrown)) {
            Throwables.throwIfInstanceOf(cause, Passing.class);
            Throwables.throwIfInstanceOf(cause, UserError.class);
            Throwables.throwIfInstanceOf(cause, CannotServe.class);
            if (cause instanceof SSLHandshakeException
                    && !String.valueOf(cause.getMessage()).contains("terminated")) {
                throw new CannotServe(at.getHost() + " is not trusted: " + cause.getMessage());
            }
        }
        Throwable root = Throwables.getRootCause(thrown);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new Passing(at.getHost() + " cannot be reached, or the connection broke (" + message + ")");
    }
}
