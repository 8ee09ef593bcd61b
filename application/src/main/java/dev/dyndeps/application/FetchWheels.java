package dev.dyndeps.application;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelCache.KeptWheel;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Brings resolved wheels to this machine. Those of the cache are known already; each other one is looked into and kept as
 * soon as it is here, while the rest is still on its way.
 */
public final class FetchWheels {
    private final WheelCache cache;
    private final WheelFetcher fetcher;
    private final WheelReader reader;

    public FetchWheels(WheelCache cache, WheelFetcher fetcher, WheelReader reader) {
        this.cache = cache;
        this.fetcher = fetcher;
        this.reader = reader;
    }

    /** Says that wheels may have to be fetched soon. */
    void prepare() {
        fetcher.prepare();
    }

    /**
     * @param tool what resolved them, for their origin
     * @param known wheels that need no fetching
     */
    ImmutableList<FoundWheel> fetch(
            List<ResolvedWheel> wheels, String tool, Collection<FoundWheel> known, Path folder, Stages stages) {
        Map<HashCode, FoundWheel> here = new ConcurrentHashMap<>();
        known.forEach(wheel -> here.put(wheel.contents().sha256(), wheel));
        try (Workers workers = new Workers()) {
            findKept(missing(wheels, here), tool, folder, workers, here);
            ImmutableList<ResolvedWheel> wanted = missing(wheels, here);
            Map<HashCode, Future<KeptWheel>> arrived = new ConcurrentHashMap<>();
            if (!wanted.isEmpty()) {
                stages.run(
                        "fetch",
                        wanted.size() + " wheels",
                        () -> fetcher.fetch(
                                wanted,
                                folder.resolve("fetched"),
                                (digests, file) ->
                                        arrived.put(digests.sha256(), workers.start(() -> look(file, digests))),
                                stages.progress()));
            }
            return stages.time("check", wheels.size() + " wheels", () -> {
                wanted.forEach(wheel -> here.put(
                        wheel.sha256(),
                        found(wheel, tool, Workers.result(requireNonNull(arrived.get(wheel.sha256()))))));
                return wheels.stream()
                        .map(wheel -> requireNonNull(here.get(wheel.sha256())))
                        .collect(ImmutableList.toImmutableList());
            });
        }
    }

    private void findKept(
            Collection<ResolvedWheel> wheels,
            String tool,
            Path folder,
            Workers workers,
            Map<HashCode, FoundWheel> here) {
        workers.all(wheels, wheel -> {
            Optional<KeptWheel> kept = cache.find(wheel.sha256(), wheel.name().fileName(), folder.resolve("kept"));
            kept.ifPresent(there -> here.put(wheel.sha256(), found(wheel, tool, there)));
            return kept.isPresent();
        });
    }

    private KeptWheel look(Path file, Digests digests) {
        WheelContents contents = reader.read(file, digests);
        cache.keep(file, contents);
        return new KeptWheel(file, contents);
    }

    /** Each once, in order. */
    private static ImmutableList<ResolvedWheel> missing(List<ResolvedWheel> wheels, Map<HashCode, FoundWheel> here) {
        Map<HashCode, ResolvedWheel> missing = new LinkedHashMap<>();
        wheels.stream()
                .filter(wheel -> !here.containsKey(wheel.sha256()))
                .forEach(wheel -> missing.putIfAbsent(wheel.sha256(), wheel));
        return ImmutableList.copyOf(missing.values());
    }

    private static FoundWheel found(ResolvedWheel wheel, String tool, KeptWheel kept) {
        return new FoundWheel(
                kept.file(),
                kept.contents(),
                new Origin(Origin.Kind.INDEX, wheel.url().toString(), tool),
                wheel.name().fileName());
    }
}
