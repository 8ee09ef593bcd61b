package dev.dyndeps.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.application.BuildWheelhouse.Request;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.WheelhousePlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.WheelhouseCache.KeptWheelhouse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Wheelhouses that were built before. One that follows from its input and its lock alone is found before anything is looked
 * into; one for which an index was asked is found when it is known what the index said, by its manifest.
 */
public final class KeptWheelhouses {
    private final WheelhouseCache cache;
    private final Optional<String> program;

    /**
     * @param program names this very program, since another one may write another wheelhouse of the same input; empty if
     *     that cannot be told: then nothing is kept
     */
    public KeptWheelhouses(WheelhouseCache cache, Optional<String> program) {
        this.cache = cache;
        this.program = program;
    }

    Optional<KeptWheelhouse> find(HashCode key, Path folder) {
        return program.flatMap(known -> cache.find(key, folder.resolve("kept")));
    }

    void keep(HashCode key, WheelhousePlan plan, Written written) {
        if (program.isPresent()) {
            cache.keep(key, plan.manifest(), plan.zip(), written);
        }
    }

    /**
     * The key of what follows from a request alone.
     *
     * @param lock the digest of the lock file beside the input, if there is one
     */
    HashCode key(Request request, HashCode input, Optional<HashCode> lock) {
        TargetRuntime target = request.target();
        Hasher hasher = hasher("request")
                .putBytes(input.asBytes())
                .putString(lock.map(HashCode::toString).orElse("none") + '\0', UTF_8)
                .putString(target.name() + '\0' + target.fullVersion() + '\0' + target.spelledOut() + '\0', UTF_8)
                .putString(request.format().map(Format::id).orElse("any") + '\0', UTF_8);
        ImmutableSortedSet.copyOf(request.policy().allowedHosts())
                .forEach(host -> hasher.putString(host + '\0', UTF_8));
        return hasher.hash();
    }

    /** The key of what its manifest tells all of. */
    HashCode key(Manifest manifest) {
        return hasher("manifest").putBytes(manifest.digest().asBytes()).hash();
    }

    private Hasher hasher(String kind) {
        return Hashing.sha256().newHasher().putString(kind + '\0' + program.orElse("") + '\0', UTF_8);
    }
}
