package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.Together;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelFetcher.Arrivals;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One fetch: the wheels of each host in a few lanes. */
final class Run {
    /** Enough to hide the time that an answer takes to begin; some indexes refuse clients who ask for many more. */
    private static final int OF_ONE_HOST = 8;

    private static final int AT_ONCE = 16;
    private static final long LARGE = 1 << 20;

    private final Path into;
    private final Arrivals arrivals;
    private final Patience patience;
    private final Tally tally;
    private final Set<HashCode> arrived = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile @Nullable CannotServe handedOver;

    Run(Path into, Arrivals arrivals, Patience patience, Tally tally) {
        this.into = into;
        this.arrivals = arrivals;
        this.patience = patience;
        this.tally = tally;
    }

    /** @param hosts the wheels of each, in the order in which they are to be fetched */
    void all(Collection<? extends Collection<ResolvedWheel>> hosts, Clients clients) throws IOException {
        ImmutableList.Builder<Together.Part> lanes = ImmutableList.builder();
        for (Collection<ResolvedWheel> wheels : hosts) {
            Queue<ResolvedWheel> waiting = new ConcurrentLinkedQueue<>(wheels);
            Exchange exchange = new Exchange(clients, patience.idle(), version(wheels));
            for (int i = 0; i < Math.min(OF_ONE_HOST, wheels.size()); i++) {
                lanes.add(() -> lane(waiting, exchange));
            }
        }
        Files.createDirectories(into);
        Together.run(lanes.build(), AT_ONCE, "the download of wheels");
    }

    /**
     * HTTP/1.1 where one of them is large: each lane has a connection of its own, which different processors decipher.
     * HTTP/2 where all are small: they share one, and it is made once.
     */
    private static HttpClient.Version version(Collection<ResolvedWheel> wheels) {
        return wheels.stream().anyMatch(wheel -> wheel.size().orElse(0L) >= LARGE)
                ? HttpClient.Version.HTTP_1_1
                : HttpClient.Version.HTTP_2;
    }

    /** Those that need not be fetched by anybody else. */
    ImmutableSet<HashCode> arrived() {
        return ImmutableSet.copyOf(arrived);
    }

    /** Why somebody else has to go on; empty if all are here. */
    Optional<CannotServe> handedOver() {
        return Optional.ofNullable(handedOver);
    }

    /** What another lane is in the middle of is not disturbed if this one hands over. */
    private void lane(Queue<ResolvedWheel> waiting, Exchange exchange) throws IOException {
        ResolvedWheel wheel = waiting.poll();
        while (wheel != null && handedOver == null) {
            try {
                one(wheel, exchange);
            } catch (CannotServe e) {
                handedOver = e;
            }
            wheel = waiting.poll();
        }
    }

    private void one(ResolvedWheel wheel, Exchange exchange) throws IOException {
        String name = wheel.name().fileName();
        String digest = wheel.sha256().toString();
        Path folder = names.add(name) ? into : Files.createDirectories(into.resolve(digest));
        Path file = folder.resolve(name);
        long size;
        Digests digests;
        try (PartialFile part = new PartialFile(into.resolve(digest + ".part"))) {
            digests = "file".equals(wheel.url().getScheme())
                    ? LocalFile.copy(wheel, part, tally)
                    : new Download(wheel, part, patience, tally).run(exchange);
            size = part.size();
            part.moveTo(file);
        }
        arrived.add(wheel.sha256());
        arrivals.arrived(digests, file);
        tally.arrived(wheel.sha256(), size);
    }
}
