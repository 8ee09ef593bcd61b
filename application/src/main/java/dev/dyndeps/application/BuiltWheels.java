package dev.dyndeps.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.Notes;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.WheelBuilder.BuiltWheel;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelCache.KeptWheel;
import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Builds wheels; the same source, with the same tool, for the same target, once a day. What a build requires is chosen by
 * the index at that moment, so that a wheel that was built is not believed for longer: a new release of a build backend is
 * taken up by the next day.
 */
public final class BuiltWheels {
    private static final Duration BELIEVED = Duration.ofDays(1);
    private static final char SEPARATOR = '\n';

    private final WheelBuilder builder;
    private final WheelReader reader;
    private final WheelCache cache;
    private final Notes notes;
    private final Machine machine;

    /** @param notes remembers which wheel was built of what */
    public BuiltWheels(WheelBuilder builder, WheelReader reader, WheelCache cache, Notes notes, Machine machine) {
        this.builder = builder;
        this.reader = reader;
        this.cache = cache;
        this.notes = notes;
        this.machine = machine;
    }

    /** @param tool what built it, the same words whether it was built now or before */
    record Built(KeptWheel wheel, String tool) {}

    Built build(SourceTree source, TargetRuntime target, Path folder) {
        HashCode key = key(source, target);
        return notes.find(key).flatMap(note -> before(note, folder)).orElseGet(() -> now(key, source, target, folder));
    }

    private HashCode key(SourceTree source, TargetRuntime target) {
        return Hashing.sha256()
                .newHasher()
                .putBytes(SourceDigest.of(source.path()).asBytes())
                .putBoolean(source.suppliedBuildSystem())
                .putBytes(builder.fingerprint(target).asBytes())
                .putString(target.fullVersion() + SEPARATOR + target.spelledOut(), UTF_8)
                .hash();
    }

    private Built now(HashCode key, SourceTree source, TargetRuntime target, Path folder) {
        BuiltWheel built = builder.build(source, target, folder.resolve("built"));
        WheelContents contents = reader.read(built.file());
        cache.keep(built.file(), contents);
        notes.keep(
                key,
                Joiner.on(SEPARATOR)
                        .join(machine.now(), contents.sha256(), contents.name().fileName(), built.tool()));
        return new Built(new KeptWheel(built.file(), contents), built.tool());
    }

    private Optional<Built> before(String note, Path folder) {
        List<String> parts = Splitter.on(SEPARATOR).limit(4).splitToList(note);
        Long then = parts.size() == 4 ? Longs.tryParse(parts.get(0)) : null;
        // A clock that was set back makes notes of the future, which are no better than old ones.
        if (then == null || then > machine.now() || machine.now() - then >= BELIEVED.toMillis()) {
            return Optional.empty();
        }
        return cache.find(HashCode.fromString(parts.get(1)), parts.get(2), folder.resolve("kept"))
                .map(wheel -> new Built(wheel, parts.get(3)));
    }
}
