package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.port.WheelhouseCache;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Brings resolved wheels to this machine, from the cache where it has them, and looks into each once. */
public final class FetchWheels {
    private final WheelhouseCache cache;
    private final WheelFetcher fetcher;
    private final WheelReader reader;

    public FetchWheels(WheelhouseCache cache, WheelFetcher fetcher, WheelReader reader) {
        this.cache = cache;
        this.fetcher = fetcher;
        this.reader = reader;
    }

    /**
     * @param tool what resolved them, for their origin
     * @param local wheels that need no fetching
     */
    ImmutableList<FoundWheel> fetch(
            List<ResolvedWheel> wheels, String tool, List<FoundWheel> local, Path folder, Stages stages) {
        Map<HashCode, FoundWheel> here = new LinkedHashMap<>();
        local.forEach(wheel -> here.put(wheel.contents().sha256(), wheel));
        Map<HashCode, Path> files = new HashMap<>();
        for (ResolvedWheel wheel : wheels) {
            if (!here.containsKey(wheel.sha256())) {
                Optional<Path> cached = cache.find(wheel.sha256(), wheel.name().fileName());
                cached.ifPresent(file -> files.put(wheel.sha256(), file));
            }
        }
        ImmutableList<ResolvedWheel> wanted = wheels.stream()
                .filter(wheel -> !here.containsKey(wheel.sha256()) && !files.containsKey(wheel.sha256()))
                .collect(ImmutableList.toImmutableList());
        if (!wanted.isEmpty()) {
            Map<HashCode, Path> fetched = new ConcurrentHashMap<>();
            stages.run(
                    "fetch",
                    wanted.size() + " wheels",
                    () -> fetcher.fetch(wanted, folder.resolve("fetched"), fetched::put, stages.progress()));
            fetched.forEach((sha256, file) -> files.put(sha256, cache.keep(sha256, file)));
        }
        return stages.time(
                "check",
                wheels.size() + " wheels",
                () -> wheels.stream()
                        .map(wheel -> {
                            FoundWheel known = here.get(wheel.sha256());
                            return known != null ? known : found(wheel, tool, files);
                        })
                        .collect(ImmutableList.toImmutableList()));
    }

    private FoundWheel found(ResolvedWheel wheel, String tool, Map<HashCode, Path> files) {
        Path file = Objects.requireNonNull(files.get(wheel.sha256()));
        WheelContents contents = reader.read(file);
        String url = wheel.url().toString();
        return new FoundWheel(
                file,
                contents,
                new Origin(Origin.Kind.INDEX, url, tool),
                wheel.name().fileName());
    }
}
