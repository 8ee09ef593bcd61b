package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A version (PEP 440, version specifiers specification): {@code [epoch!]release[pre][.post][.dev][+local]}.
 *
 * <p>Two are equal when they are the same release however written: {@code 1.0}, {@code v1.0.0} and {@code 1} are.
 * {@link #toString()} is the normalised text, which keeps the release's zeros. Numbers may have any length. Only ASCII
 * letters and ASCII white space around the text are taken, where the {@code packaging} library also takes Unicode
 * letters that fold to ASCII ones and Unicode spaces.
 */
public final class Version implements Comparable<Version> {
    private static final Comparator<Iterable<String>> RELEASES =
            Ordering.<String>from(Digits::compare).lexicographical();
    private static final Comparator<Iterable<String>> LOCALS =
            Ordering.from(Version::compareLocalSegments).lexicographical();
    private static final Comparator<Optional<String>> ABSENT_FIRST =
            Comparator.comparing(number -> number.orElse(""), Digits::compare);
    private static final Comparator<Optional<String>> ABSENT_LAST =
            Comparator.<Optional<String>, Boolean>comparing(Optional::isEmpty).thenComparing(ABSENT_FIRST);
    private static final Comparator<Version> ORDER = Comparator.<Version, String>comparing(
                    version -> version.epoch, Digits::compare)
            .thenComparing(Version::significantRelease, RELEASES)
            .thenComparing(Version::isBareDevelopmentRelease, Comparator.reverseOrder())
            .thenComparing(version -> version.preRelease.isEmpty())
            .thenComparing(version -> version.preRelease.map(PreRelease::phase).orElse(Phase.ALPHA))
            .thenComparing(version -> version.preRelease.map(PreRelease::number), ABSENT_FIRST)
            .thenComparing(version -> version.post, ABSENT_FIRST)
            .thenComparing(version -> version.dev, ABSENT_LAST)
            .thenComparing(version -> version.local, LOCALS);

    /** The phase of a pre-release, in order. */
    enum Phase {
        ALPHA("a"),
        BETA("b"),
        CANDIDATE("rc");

        private final String letters;

        Phase(String letters) {
            this.letters = letters;
        }
    }

    record PreRelease(Phase phase, String number) {
        @Override
        public String toString() {
            return phase.letters + number;
        }
    }

    private final String epoch;
    private final ImmutableList<String> release;
    private final Optional<PreRelease> preRelease;
    private final Optional<String> post;
    private final Optional<String> dev;
    private final ImmutableList<String> local;

    Version(
            String epoch,
            ImmutableList<String> release,
            Optional<PreRelease> preRelease,
            Optional<String> post,
            Optional<String> dev,
            ImmutableList<String> local) {
        this.epoch = epoch;
        this.release = release;
        this.preRelease = preRelease;
        this.post = post;
        this.dev = dev;
        this.local = local;
    }

    /** @throws IllegalArgumentException with the text, if it is no version */
    public static Version parse(String text) {
        return VersionParser.parse(Text.strip(text));
    }

    /** Whether it is a pre-release or a development release (PEP 440, handling of pre-releases). */
    public boolean isPreRelease() {
        return preRelease.isPresent() || dev.isPresent();
    }

    public boolean isPostRelease() {
        return post.isPresent();
    }

    public boolean hasLocal() {
        return !local.isEmpty();
    }

    /** The same without its local part: {@code 1.0+cu118} is {@code 1.0} to an index. */
    public Version publicVersion() {
        return hasLocal() ? new Version(epoch, release, preRelease, post, dev, ImmutableList.of()) : this;
    }

    /** Epoch and release alone. */
    public Version base() {
        return new Version(epoch, release, Optional.empty(), Optional.empty(), Optional.empty(), ImmutableList.of());
    }

    String epoch() {
        return epoch;
    }

    ImmutableList<String> release() {
        return release;
    }

    private ImmutableList<String> significantRelease() {
        int length = release.size();
        while (length > 0 && release.get(length - 1).equals(Digits.ZERO)) {
            length--;
        }
        return release.subList(0, length);
    }

    /** A development release of the release itself comes before every pre-release of it. */
    private boolean isBareDevelopmentRelease() {
        return dev.isPresent() && preRelease.isEmpty() && post.isEmpty();
    }

    private static int compareLocalSegments(String one, String other) {
        boolean isNumber = Text.isDigits(one);
        boolean otherIsNumber = Text.isDigits(other);
        if (isNumber != otherIsNumber) {
            return isNumber ? 1 : -1;
        }
        return isNumber ? Digits.compare(one, other) : one.compareTo(other);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, significantRelease(), preRelease, post, dev, local);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!epoch.equals(Digits.ZERO)) {
            text.append(epoch).append('!');
        }
        text.append(String.join(".", release));
        preRelease.ifPresent(text::append);
        post.ifPresent(number -> text.append(".post").append(number));
        dev.ifPresent(number -> text.append(".dev").append(number));
        if (hasLocal()) {
            text.append('+').append(String.join(".", local));
        }
        return text.toString();
    }
}
