package dev.dyndeps.testkit;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.net.UrlEscapers;
import com.google.common.xml.XmlEscapers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dyndeps.domain.python.DistributionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A package index on 127.0.0.1 (simple repository API, HTML, with PEP 658 metadata) that serves what a test puts into it
 * and fails as a test tells it to.
 */
public final class PackageIndex implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<Release> releases = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Optional<String> credentials = Optional.empty();

    private PackageIndex(HttpServer server) {
        this.server = server;
    }

    /** An empty index on a free port. */
    public static PackageIndex start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            PackageIndex index = new PackageIndex(server);
            server.setExecutor(index.workers);
            server.createContext("/", index::answer);
            server.start();
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its simple API, as {@code PIP_INDEX_URL} wants it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/simple/");
    }

    /** The same with a user and a password in it. */
    public URI url(String user, String password) {
        return URI.create("http://" + user + ":" + password + "@127.0.0.1:"
                + server.getAddress().getPort() + "/simple/");
    }

    /** Where a file is to be had. */
    public URI fileUrl(String fileName) {
        return url().resolve("/files/" + UrlEscapers.urlPathSegmentEscaper().escape(fileName));
    }

    /** Offers wheels. */
    public PackageIndex add(WheelMaker... wheels) {
        for (WheelMaker wheel : wheels) {
            add(new Release(wheel.name(), wheel.fileName(), wheel.bytes())
                    .requiringPython(wheel.requiresPythonText())
                    .withMetadata(wheel.metadataText()));
        }
        return this;
    }

    /** Offers source distributions. */
    public PackageIndex addSdist(WheelMaker... sources) {
        for (WheelMaker source : sources) {
            add(new Release(source.name(), source.sdistName(), source.sdistBytes())
                    .requiringPython(source.requiresPythonText()));
        }
        return this;
    }

    public PackageIndex add(Release release) {
        releases.add(release);
        return this;
    }

    /** Every request whose path passes gets this answer from now on; the first rule that passes counts. */
    public PackageIndex on(Predicate<String> path, Fault fault) {
        rules.add(new Rule(path, fault));
        return this;
    }

    /** Asks for this user and password (HTTP basic) from now on. */
    public PackageIndex requirePassword(String user, String password) {
        credentials = Optional.of("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The paths asked for so far, in order. */
    public ImmutableList<String> requests() {
        return ImmutableList.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        try (exchange) {
            Optional<Fault> fault = rules.stream()
                    .filter(rule -> rule.path().test(path))
                    .map(Rule::fault)
                    .findFirst();
            Optional<Answer> answer = answerTo(path);
            if (fault.isPresent()) {
                fault.get().answer(exchange, answer.map(Answer::body).orElse(new byte[0]));
            } else if (credentials.isPresent()
                    && !credentials.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"index\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (answer.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.getResponseHeaders().add("Content-Type", answer.get().type());
                exchange.sendResponseHeaders(200, answer.get().body().length);
                exchange.getResponseBody().write(answer.get().body());
            }
        }
    }

    private Optional<Answer> answerTo(String path) {
        List<String> parts = Splitter.on('/').omitEmptyStrings().splitToList(path);
        if (parts.size() != 2) {
            return Optional.empty();
        }
        return switch (parts.get(0)) {
            case "simple" -> project(parts.get(1));
            case "files" -> file(parts.get(1));
            default -> Optional.empty();
        };
    }

    private Optional<Answer> project(String name) {
        TreeMap<String, String> links = new TreeMap<>();
        releases.stream()
                .filter(release ->
                        DistributionName.of(release.distribution()).value().equals(name))
                .forEach(release -> links.put(release.fileName(), link(release)));
        String page = "<!DOCTYPE html><html><body>\n" + String.join("\n", links.values()) + "\n</body></html>\n";
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8)));
    }

    private static String link(Release release) {
        String attributes = release.attributes().entrySet().stream()
                .map(e -> " " + e.getKey() + "=\""
                        + XmlEscapers.xmlAttributeEscaper().escape(e.getValue()) + "\"")
                .collect(Collectors.joining());
        return "<a href=\"../../files/" + UrlEscapers.urlPathSegmentEscaper().escape(release.fileName())
                + release.digest().map(digest -> "#sha256=" + digest).orElse("") + "\"" + attributes + ">"
                + release.fileName() + "</a>";
    }

    private Optional<Answer> file(String name) {
        boolean metadata = name.endsWith(".metadata");
        String file = metadata ? name.substring(0, name.length() - ".metadata".length()) : name;
        return releases.stream()
                .filter(release -> release.fileName().equals(file))
                .flatMap(release -> (metadata ? release.metadata() : Optional.of(release.bytes())).stream())
                .findFirst()
                .map(body -> new Answer("application/octet-stream", body));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    /** SHA-256 of bytes, in hexadecimal. */
    static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    private record Rule(Predicate<String> path, Fault fault) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Answer(String type, byte[] body) {}
}
