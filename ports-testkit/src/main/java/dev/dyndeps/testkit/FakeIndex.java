package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A package index in memory, which {@link FakeWheelResolver} and {@link FakeWheelFetcher} ask. */
public final class FakeIndex {
    private final List<WheelMaker> wheels = new ArrayList<>();
    private final List<WheelMaker> sdists = new ArrayList<>();
    private boolean reachable = true;

    public FakeIndex add(WheelMaker... more) {
        wheels.addAll(ImmutableList.copyOf(more));
        return this;
    }

    public FakeIndex addSdist(WheelMaker... more) {
        sdists.addAll(ImmutableList.copyOf(more));
        return this;
    }

    /** From now on nobody reaches it. */
    public void goOffline() {
        reachable = false;
    }

    /** What a resolver says of a wheel. */
    public static ResolvedWheel resolved(WheelMaker wheel) {
        byte[] bytes = wheel.bytes();
        return new ResolvedWheel(
                WheelName.parse(wheel.fileName()),
                URI.create("https://index.test/files/" + wheel.fileName()),
                Hashing.sha256().hashBytes(bytes),
                Optional.of((long) bytes.length));
    }

    ImmutableList<WheelMaker> wheels(DistributionName name) {
        return of(wheels, name);
    }

    ImmutableList<WheelMaker> sdists(DistributionName name) {
        return of(sdists, name);
    }

    private ImmutableList<WheelMaker> of(List<WheelMaker> all, DistributionName name) {
        check();
        return all.stream()
                .filter(maker -> DistributionName.of(maker.name()).equals(name))
                .collect(ImmutableList.toImmutableList());
    }

    /** The wheel at a URL of {@link #resolved}. */
    WheelMaker at(URI url) {
        check();
        return wheels.stream()
                .filter(wheel -> resolved(wheel).url().equals(url))
                .findFirst()
                .orElseThrow(() -> new RemoteError("the index has no " + url, "Resolve again"));
    }

    /** The digest of a wheel as a requirement names it. */
    public static String hash(WheelMaker wheel) {
        HashCode digest = Hashing.sha256().hashBytes(wheel.bytes());
        return "sha256:" + digest;
    }

    private void check() {
        if (!reachable) {
            throw new RemoteError("the package index cannot be reached", "Check the network and run again");
        }
    }
}
