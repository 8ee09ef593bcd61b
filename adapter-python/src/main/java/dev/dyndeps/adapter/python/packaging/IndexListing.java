package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the index has of one distribution, as {@code pip index versions -vv} tells.
 *
 * @param usable the versions with a wheel for the target, the newest first
 * @param passedOver files that do not fit, with the reason
 * @param failure why the index could not be asked, if it could not
 */
record IndexListing(ImmutableList<Version> usable, ImmutableList<PassedOver> passedOver, Optional<String> failure) {

    private static final String AVAILABLE = "Available versions: ";
    private static final String SKIPPED = "Skipping link: ";

    /** Why a file was passed over. */
    enum Reason {
        SOURCE,
        OTHER_TAGS,
        OTHER_PYTHON
    }

    /** @param detail the tags or the Python that it is for */
    record PassedOver(Version version, Reason reason, String detail) {}

    static IndexListing parse(List<String> output) {
        ImmutableList.Builder<Version> usable = ImmutableList.builder();
        ImmutableList.Builder<PassedOver> passedOver = ImmutableList.builder();
        for (String line : output) {
            String text = line.strip();
            if (text.startsWith(AVAILABLE)) {
                Splitter.on(',')
                        .trimResults()
                        .split(text.substring(AVAILABLE.length()))
                        .forEach(version -> version(version).ifPresent(usable::add));
            } else if (text.startsWith(SKIPPED)) {
                passedOver(text.substring(SKIPPED.length())).ifPresent(passedOver::add);
            }
        }
        return new IndexListing(
                ImmutableList.sortedCopyOf(Comparator.reverseOrder(), usable.build()),
                passedOver.build(),
                IndexFailure.in(output));
    }

    /** {@code REASON: URL (from PAGE)}. */
    private static Optional<PassedOver> passedOver(String text) {
        int url = Math.max(text.lastIndexOf(": http"), text.lastIndexOf(": file:"));
        if (url < 0) {
            return Optional.empty();
        }
        String reason = text.substring(0, url);
        String address = Splitter.on(' ').splitToList(text.substring(url + 2)).get(0);
        String file = FileUrl.fileName(address);
        int python = reason.indexOf("Requires-Python ");
        if (python >= 0) {
            String wanted = reason.substring(python + "Requires-Python ".length());
            return version(versionOf(file)).map(version -> new PassedOver(version, Reason.OTHER_PYTHON, wanted));
        }
        if (reason.startsWith("No sources permitted")) {
            return version(versionOf(file)).map(version -> new PassedOver(version, Reason.SOURCE, file));
        }
        if (reason.contains("tags") && file.endsWith(".whl")) {
            return version(versionOf(file)).map(version -> new PassedOver(version, Reason.OTHER_TAGS, tags(file)));
        }
        return Optional.empty();
    }

    private static String tags(String wheel) {
        try {
            return WheelName.parse(wheel).tags().stream().map(Object::toString).collect(Collectors.joining(" "));
        } catch (UserError notAName) {
            return wheel;
        }
    }

    private static String versionOf(String file) {
        if (file.endsWith(".whl")) {
            List<String> parts = Splitter.on('-').splitToList(file);
            return parts.size() > 1 ? parts.get(1) : "";
        }
        String stem = file.replaceFirst("\\.(tar\\.gz|tar\\.bz2|tar\\.xz|tgz|zip)$", "");
        return stem.substring(stem.lastIndexOf('-') + 1);
    }

    private static Optional<Version> version(String text) {
        try {
            return Optional.of(Version.parse(text));
        } catch (IllegalArgumentException noVersion) {
            return Optional.empty();
        }
    }

    boolean isEmpty() {
        return usable.isEmpty() && passedOver.isEmpty();
    }

    /** The files of the newest version that meets the specifiers but has nothing for the target. */
    ImmutableList<PassedOver> nearest(SpecifierSet specifiers) {
        Optional<Version> newest = passedOver.stream()
                .map(PassedOver::version)
                .filter(version -> specifiers.contains(version, true))
                .max(Comparator.naturalOrder());
        return passedOver.stream()
                .filter(file -> newest.filter(file.version()::equals).isPresent())
                .collect(ImmutableList.toImmutableList());
    }
}
