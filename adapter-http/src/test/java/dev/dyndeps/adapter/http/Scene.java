package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.RecordingProgress;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** A wheel of almost a megabyte, a server that has it, and an operator who fetches it. */
final class Scene implements AutoCloseable {
    final FileServer server;
    final WheelMaker wheel = WheelMaker.wheel("demo", "1").file("demo/data.txt", noise(1_000_000));
    final Map<String, String> settings = new HashMap<>();
    final RecordingProgress progress = new RecordingProgress();
    final Path home;

    private final Path into;
    private boolean prepares;
    private boolean tellsSize;
    private ImmutableList<ResolvedWheel> leftToPip = ImmutableList.of();

    Scene(Path folder) throws IOException {
        this(folder, FileServer.start());
    }

    Scene(Path folder, FileServer server) throws IOException {
        this.server = server;
        this.home = Files.createDirectories(folder.resolve("home"));
        this.into = folder.resolve("into");
        server.put(wheel.fileName(), wheel.bytes());
    }

    /** The lock tells the sizes. */
    Scene withSize() {
        tellsSize = true;
        return this;
    }

    /** Says first that a fetch will follow. */
    Scene prepared() {
        prepares = true;
        return this;
    }

    /** Where it is fetched to is a device that is always full. */
    void full() throws IOException {
        String part = Hashing.sha256().hashBytes(wheel.bytes()) + ".part";
        Files.createSymbolicLink(Files.createDirectories(into).resolve(part), Path.of("/dev/full"));
    }

    Path into() {
        return into;
    }

    URI url() {
        return server.url(wheel.fileName());
    }

    /** Fetches the wheel. */
    Map<HashCode, Path> fetch() {
        return fetch(url());
    }

    /** Fetches the wheel from another place. */
    Map<HashCode, Path> fetch(URI url) {
        return fetch(ImmutableList.of(resolved(wheel, url)));
    }

    Map<HashCode, Path> fetch(ImmutableList<ResolvedWheel> wheels) {
        Map<HashCode, Path> files = new ConcurrentHashMap<>();
        Operator operator = new Operator(home, settings);
        WheelFetcher fetcher = operator.fetcher();
        if (prepares) {
            fetcher.prepare();
        }
        fetcher.fetch(wheels, into, (digests, file) -> files.put(digests.sha256(), file), progress);
        leftToPip = ImmutableList.copyOf(operator.leftToPip());
        return files;
    }

    /** What pip was asked to fetch. */
    ImmutableList<ResolvedWheel> leftToPip() {
        return leftToPip;
    }

    ResolvedWheel resolved(WheelMaker maker, URI url) {
        byte[] bytes = maker.bytes();
        Optional<Long> size = tellsSize ? Optional.of((long) bytes.length) : Optional.empty();
        return new ResolvedWheel(
                WheelName.parse(maker.fileName()), url, Hashing.sha256().hashBytes(bytes), size);
    }

    /** Everything in the folder that wheels are put into. */
    ImmutableList<Path> left() throws IOException {
        return Files.exists(into) ? MoreFiles.listFiles(into) : ImmutableList.of();
    }

    /** Text that does not pack. */
    static String noise(int length) {
        Random random = new Random(length);
        return random.ints(length, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
