package dev.dyndeps.adapter.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fetches with this Java's own HTTP client, many at once, the way that the operator's pip would go. Where only pip can go
 * that way, pip fetches what is not here yet, after a line that says why.
 */
public final class HttpWheelFetcher implements WheelFetcher {
    private final Variables operator;
    private final Supplier<? extends WheelFetcher> pip;
    private final Duration firstWait;

    /** @param pip what fetches where this cannot; asked for only then */
    public HttpWheelFetcher(Variables operator, Supplier<? extends WheelFetcher> pip) {
        this(operator, pip, Duration.ofMillis(250));
    }

    HttpWheelFetcher(Variables operator, Supplier<? extends WheelFetcher> pip, Duration firstWait) {
        this.operator = operator;
        this.pip = pip;
        this.firstWait = firstWait;
    }

    @Override
    public void fetch(ImmutableList<ResolvedWheel> wheels, Path into, Arrivals arrivals, ProgressListener progress) {
        Map<HashCode, ResolvedWheel> left = new LinkedHashMap<>();
        wheels.forEach(wheel -> left.putIfAbsent(wheel.sha256(), wheel));
        if (left.isEmpty()) {
            return;
        }
        PipSettings settings = PipSettings.of(operator, "download");
        Patience patience = Patience.of(settings, firstWait);
        Run run = new Run(into, arrivals, patience, new Tally(left.values(), progress));
        Optional<CannotServe> handedOver;
        try {
            Way way = Way.of(settings, operator);
            run.all(byHost(left.values()), new Exchange(way, new Clients(way), patience.idle()));
            handedOver = run.handedOver();
        } catch (CannotServe e) {
            handedOver = Optional.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (handedOver.isPresent()) {
            progress.note("pip fetches, since " + handedOver.get().getMessage());
            left.keySet().removeAll(run.arrived());
            pip.get().fetch(ImmutableList.copyOf(left.values()), into, arrivals, progress);
        }
    }

    /** The large ones first, so that none of them is alone in the end. */
    private static Collection<Collection<ResolvedWheel>> byHost(Collection<ResolvedWheel> wheels) {
        Multimap<String, ResolvedWheel> hosts =
                MultimapBuilder.linkedHashKeys().arrayListValues().build();
        ImmutableList<ResolvedWheel> sorted = ImmutableList.sortedCopyOf(
                Comparator.comparing((ResolvedWheel wheel) -> wheel.size().orElse(0L))
                        .reversed(),
                wheels);
        for (ResolvedWheel wheel : sorted) {
            String scheme = wheel.url().getScheme();
            if (wheel.url().getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
                throw new CannotServe(scheme + " is another protocol");
            }
            hosts.put(Ascii.toLowerCase(wheel.url().getHost()), wheel);
        }
        return hosts.asMap().values();
    }
}
