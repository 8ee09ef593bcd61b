package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;

/** Fetches from a {@link FakeIndex}. */
public final class FakeWheelFetcher implements WheelFetcher {
    private final FakeIndex index;

    public FakeWheelFetcher(FakeIndex index) {
        this.index = index;
    }

    @Override
    public ImmutableMap<HashCode, Path> fetch(
            ImmutableList<ResolvedWheel> wheels, Path into, ProgressListener progress) {
        ImmutableMap.Builder<HashCode, Path> files = ImmutableMap.builder();
        int done = 0;
        for (ResolvedWheel wheel : wheels) {
            WheelMaker found = index.at(wheel.url());
            HashCode digest = Hashing.sha256().hashBytes(found.bytes());
            if (!digest.equals(wheel.sha256())) {
                throw new UserError(
                        Code.LOCK_MISMATCH,
                        wheel.name().fileName(),
                        "its digest is sha256:" + digest + " and not sha256:" + wheel.sha256(),
                        "Make the lock file anew");
            }
            files.put(digest, found.writeTo(into));
            progress.advance(++done, wheels.size());
        }
        return files.buildKeepingLast();
    }
}
