package dev.dyndeps.adapter.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.hash.HashCode;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Fetches with this Java's own HTTP client, many at once, the way that the operator's pip would go. Where only pip can go
 * that way, pip fetches what is not here yet, after a line that says why.
 */
public final class HttpWheelFetcher implements WheelFetcher {
    /** In the place of a host. */
    private static final String LOCAL = "";

    private final Variables operator;
    private final Supplier<? extends WheelFetcher> pip;
    private final Duration firstWait;
    private final Queue<Future<Optional<Clients>>> ready = new ConcurrentLinkedQueue<>();

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
    public void prepare() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            FutureTask<Optional<Clients>> making = new FutureTask<>(this::prepareNow);
            ready.add(making);
            Thread thread = new Thread(
                    () -> {
                        making.run();
                        warmUp(making);
                    },
                    "dyndeps-prepare-http");
            thread.setDaemon(true);
            thread.start();
        }
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
        try (Clients clients = prepared().orElseGet(this::clients)) {
            run.all(byHost(left.values()), clients);
            handedOver = run.handedOver();
        } catch (CannotServe e) {
            handedOver = Optional.of(e);
        } catch (IOException e) {
            throw PartialFile.unwritable(into, e);
        }
        if (handedOver.isPresent()) {
            progress.note("pip fetches, since " + handedOver.get().getMessage());
            left.keySet().removeAll(run.arrived());
            pip.get().fetch(ImmutableList.copyOf(left.values()), into, arrivals, progress);
        }
    }

    private Clients clients() {
        return new Clients(Way.of(PipSettings.of(operator, "download"), operator));
    }

    /** What was made ready and is not in use. */
    private Optional<Clients> prepared() {
        Future<Optional<Clients>> made = ready.poll();
        return made == null ? Optional.empty() : requireNonNull(Futures.getUnchecked(made));
    }

    private static void warmUp(Future<Optional<Clients>> made) {
        try {
            requireNonNull(Futures.getUnchecked(made)).ifPresent(Clients::warmUp);
        } catch (UncheckedExecutionException e) {
            return; // Who fetches is told.
        }
    }

    /** Nothing where that fails: who fetches will meet the same, and say so. */
    private Optional<Clients> prepareNow() {
        try {
            Clients clients = clients();
            clients.prepare();
            return Optional.of(clients);
        } catch (CannotServe | UserError e) {
            return Optional.empty();
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
            String host = Ascii.toLowerCase(Strings.nullToEmpty(wheel.url().getHost()));
            boolean local = "file".equals(scheme);
            if (!local && (host.isEmpty() || !("https".equals(scheme) || "http".equals(scheme)))) {
                throw new CannotServe(scheme + " is another protocol");
            }
            hosts.put(local ? LOCAL : host, wheel);
        }
        return hosts.asMap().values();
    }
}
