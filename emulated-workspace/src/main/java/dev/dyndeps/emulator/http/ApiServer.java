package dev.dyndeps.emulator.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on this machine's loopback address and answers by its routes. Every answer has a content type. */
public final class ApiServer implements AutoCloseable {
    static {
        // Else each answer waits 40 ms for an acknowledgement that the other side delays; read once, before the first
        // server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
            .setDaemon(true)
            .setNameFormat("emulated-workspace-%d")
            .build());
    private final Authenticator callers;
    private final Routes routes = new Routes();
    private final Faults faults = new Faults();
    private final List<Recorded> recorded = new ArrayList<>();
    private final List<Endpoints> parts = new CopyOnWriteArrayList<>();

    private ApiServer(HttpServer server, Authenticator callers) {
        this.server = server;
        this.callers = callers;
    }

    /** @param port 0 for any that is free */
    public static ApiServer start(int port, Authenticator callers) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ApiServer server = new ApiServer(http, callers);
            http.setExecutor(server.threads);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds endpoints; they are closed with the server. */
    public void add(Endpoints part) {
        parts.add(part);
        part.register(routes);
    }

    public Faults faults() {
        return faults;
    }

    /** All requests so far that were answered or cut, in the order of their ends. */
    public ImmutableList<Recorded> recorded() {
        synchronized (recorded) {
            return ImmutableList.copyOf(recorded);
        }
    }

    private void serve(HttpExchange exchange) {
        Call call = Call.of(exchange);
        Answer answer = Answer.hangUp();
        try {
            answer = answer(call);
        } catch (IOException e) {
            // The caller hung up: nobody is there to answer.
        } finally {
            record(exchange, call, answer);
            try (exchange) {
                send(exchange, call, answer);
            } catch (IOException e) {
                // Cut on purpose, or by the caller.
            }
        }
    }

    private Answer answer(Call call) throws IOException {
        try {
            Optional<Fault> fault = faults.next(call.method(), call.path());
            return fault.isPresent()
                    ? fault.get().strike(call, usual -> routes.answer(usual, callers))
                    : routes.answer(call, callers);
        } catch (ApiError e) {
            return Answer.error(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            return Answer.error(new ApiError(500, "INTERNAL_ERROR", "in the emulated workspace: " + e));
        }
    }

    private void record(HttpExchange exchange, Call call, Answer answer) {
        ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
        exchange.getRequestHeaders().forEach((name, values) -> headers.putAll(name.toLowerCase(Locale.ROOT), values));
        synchronized (recorded) {
            recorded.add(new Recorded(
                    call.method(), call.path(), call.query(), headers.build(), call.bodySeen(), answer.status()));
        }
    }

    private static void send(HttpExchange exchange, Call call, Answer answer) throws IOException {
        if (answer.hungUp()) {
            return;
        }
        // A caller that is still sending would not read the answer.
        ByteStreams.exhaust(call.body());
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = call.method().equals("HEAD") || answer.status() == 204;
        if (call.method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.length()));
        }
        try (InputStream body = answer.body().open()) {
            exchange.sendResponseHeaders(answer.status(), bodiless || answer.length() == 0 ? -1 : answer.length());
            if (!bodiless) {
                OutputStream out = exchange.getResponseBody();
                body.transferTo(out);
                out.flush();
            }
        }
    }

    /** Stops listening, cuts what is under way, and ends what the endpoints run. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        parts.forEach(Endpoints::close);
    }
}
