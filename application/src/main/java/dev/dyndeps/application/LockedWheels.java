package dev.dyndeps.application;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelTag;
import dev.dyndeps.domain.requirements.LockFile;
import dev.dyndeps.domain.requirements.LockFile.LockedPackage;
import dev.dyndeps.domain.requirements.LockFile.Wheel;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses what a lock file says for a target (PEP 751, "Installation"). What the input brings must be what the lock names; the
 * rest is to be fetched.
 */
final class LockedWheels {
    private static final ImmutableSet<String> WEB = ImmutableSet.of("http", "https");

    private final LockFile lock;
    private final TargetRuntime target;
    private final ImmutableList<FoundWheel> local;

    private LockedWheels(LockFile lock, TargetRuntime target, ImmutableList<FoundWheel> local) {
        this.lock = lock;
        this.target = target;
        this.local = local;
    }

    /** @throws UserError ({@code LOCK_MISMATCH}) if the lock is not for this target or not of this input */
    static ImmutableList<ResolvedWheel> choose(LockFile lock, TargetRuntime target, ImmutableList<FoundWheel> local) {
        return new LockedWheels(lock, target, local).choose();
    }

    private ImmutableList<ResolvedWheel> choose() {
        checkTarget();
        ImmutableList<LockedPackage> packages = lock.packages().stream()
                .filter(locked -> locked.marker()
                        .map(marker -> marker.holds(target.markers()))
                        .orElse(true))
                .collect(ImmutableList.toImmutableList());
        Set<DistributionName> names = new HashSet<>();
        for (LockedPackage locked : packages) {
            if (!names.add(locked.name())) {
                throw mismatch(locked.where(), "it names " + locked.name() + " a second time for the target");
            }
        }
        for (FoundWheel wheel : local) {
            if (!names.contains(wheel.distribution())) {
                throw mismatch(
                        wheel.where(), "the input brings " + wheel.distribution() + ", and the lock does not name it");
            }
        }
        return packages.stream().flatMap(locked -> toFetch(locked).stream()).collect(ImmutableList.toImmutableList());
    }

    private void checkTarget() {
        boolean python = lock.requiresPython().contains(Version.parse(target.fullVersion()), true);
        boolean environment = lock.environments().isEmpty()
                || lock.environments().stream().anyMatch(marker -> marker.holds(target.markers()));
        if (!python || !environment) {
            throw mismatch(
                    lock.where(),
                    "it was made for Python " + lock.requiresPython() + " and " + lock.environments()
                            + ", and the target is " + target.spelledOut());
        }
    }

    private Optional<ResolvedWheel> toFetch(LockedPackage locked) {
        Optional<FoundWheel> brought = local.stream()
                .filter(wheel -> wheel.distribution().equals(locked.name()))
                .findFirst();
        if (brought.isPresent()) {
            checkBrought(locked, brought.get());
            return Optional.empty();
        }
        Wheel wheel = locked.wheels().stream()
                .filter(candidate -> target.supports(candidate.name()))
                .min(Comparator.comparingInt(this::rank))
                .orElseThrow(() -> mismatch(
                        locked.where(),
                        locked.wheels().isEmpty()
                                ? "it is built from a source that the input does not bring"
                                : "none of its wheels is for the target " + target.spelledOut()));
        String url = wheel.url()
                .orElseThrow(() -> mismatch(
                        locked.where(),
                        "its wheel is the file " + wheel.path().orElse("") + ", which the input does not bring"));
        return Optional.of(new ResolvedWheel(wheel.name(), place(locked, url), wheel.sha256(), wheel.size()));
    }

    /** A lock may come with the input: it names files of an index, never those of this machine. */
    private static URI place(LockedPackage locked, String url) {
        try {
            URI place = new URI(url);
            if (WEB.contains(Ascii.toLowerCase(String.valueOf(place.getScheme())))) {
                return place;
            }
        } catch (URISyntaxException e) {
            // Refused below, with the text.
        }
        throw mismatch(locked.where(), "its wheel's URL " + url + " is none of http or https");
    }

    private static void checkBrought(LockedPackage locked, FoundWheel wheel) {
        boolean same = locked.wheels().isEmpty()
                ? locked.version()
                        .map(version -> version.equals(wheel.contents().name().version()))
                        .orElse(true)
                : locked.wheels().stream()
                        .anyMatch(
                                named -> named.sha256().equals(wheel.contents().sha256()));
        if (!same) {
            throw mismatch(
                    locked.where(), "the input brings another " + wheel.distribution() + ", in " + wheel.where());
        }
    }

    /** The place of the wheel's best tag among the target's, the most specific first. */
    private int rank(Wheel wheel) {
        ImmutableList<WheelTag> tags = target.supportedTags();
        return wheel.name().tags().stream()
                .mapToInt(tags::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static UserError mismatch(String where, String what) {
        return new UserError(
                Code.LOCK_MISMATCH, where, what, "Make the lock again with dyndeps build for this input and target");
    }
}
