package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server of files on the loopback address that serves parts, too, and misbehaves as a test tells it to. */
final class FileServer implements AutoCloseable {
    static final String TAG = "\"v1\"";

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Answer usual = FileServer::serve;

    private FileServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** How to answer; what is not written of an announced answer is a connection cut. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange, byte[] file) throws IOException;
    }

    /** @param headers as they came */
    record Request(String path, Headers headers) {
        String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    static FileServer start() throws IOException {
        return new FileServer(HttpServer.create(loopback(), 64), "http");
    }

    static FileServer start(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 64);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FileServer(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    void put(String name, byte[] file) {
        files.put("/" + name, file);
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url(String name) {
        return URI.create(scheme + "://localhost:" + port() + "/" + name);
    }

    /** The next requests are answered so, one after the other; those after them as usual. */
    FileServer next(Answer... answers) {
        Collections.addAll(script, answers);
        return this;
    }

    /** All other requests are answered so. */
    FileServer always(Answer answer) {
        usual = answer;
        return this;
    }

    ImmutableList<Request> requests() {
        return ImmutableList.copyOf(requests);
    }

    /** How many requests it has answered at once, at most. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Headers copy = new Headers();
        copy.putAll(exchange.getRequestHeaders());
        requests.add(new Request(path, copy));
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try (exchange) {
            Answer scripted = script.poll();
            (scripted == null ? usual : scripted).to(exchange, files.getOrDefault(path, new byte[0]));
        } finally {
            running.decrementAndGet();
        }
    }

    /** The file, or the part that is asked for if it is still this version of it. */
    static void serve(HttpExchange exchange, byte[] file) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        exchange.getResponseHeaders().add("ETag", TAG);
        if (range == null || (condition != null && !condition.equals(TAG))) {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            return;
        }
        int first = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (first >= file.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + first + "-" + (file.length - 1) + "/" + file.length);
        exchange.sendResponseHeaders(206, file.length - first);
        exchange.getResponseBody().write(file, first, file.length - first);
    }

    static Answer status(int status, String... header) {
        return (exchange, file) -> {
            for (int i = 0; i < header.length; i += 2) {
                exchange.getResponseHeaders().add(header[i], header[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer redirect(URI to) {
        return status(302, "Location", to.toString());
    }

    /** The whole file, and no other part, is announced, and a half of it sent. */
    static void cut(HttpExchange exchange, byte[] file) throws IOException {
        exchange.getResponseHeaders().add("ETag", TAG);
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file, 0, file.length / 2);
        exchange.getResponseBody().flush();
    }

    /** All of other bytes. */
    static Answer bytes(byte[] bytes) {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** In chunks, so that nobody knows how many will come. */
    static Answer chunked(byte[] bytes) {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
