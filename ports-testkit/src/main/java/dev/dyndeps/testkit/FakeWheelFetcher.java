package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches from a {@link FakeIndex}. */
public final class FakeWheelFetcher implements WheelFetcher {
    private final FakeIndex index;

    public FakeWheelFetcher(FakeIndex index) {
        this.index = index;
    }

    @Override
    public void fetch(ImmutableList<ResolvedWheel> wheels, Path into, Arrivals arrivals, ProgressListener progress) {
        Map<HashCode, ResolvedWheel> distinct = new LinkedHashMap<>();
        wheels.forEach(wheel -> distinct.putIfAbsent(wheel.sha256(), wheel));
        int done = 0;
        for (ResolvedWheel wheel : distinct.values()) {
            WheelMaker found = index.at(wheel.url());
            HashCode digest = Hashing.sha256().hashBytes(found.bytes());
            if (!digest.equals(wheel.sha256())) {
                throw new UserError(
                        Code.LOCK_MISMATCH,
                        wheel.name().fileName(),
                        "its digest is sha256:" + digest + " and not sha256:" + wheel.sha256(),
                        "Make the lock file anew");
            }
            Digests digests =
                    new Digests(digest, Hashing.crc32().hashBytes(found.bytes()).padToLong());
            arrivals.arrived(digests, found.writeTo(into));
            progress.advance(++done, distinct.size(), ProgressListener.Unit.PIECES);
        }
    }
}
