package dev.dyndeps.adapter.pip;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multiset;
import dev.dyndeps.adapter.python.packaging.TargetOptions;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.python.WheelTag;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.util.List;
import java.util.OptionalInt;

/**
 * Wheels that one pip can fetch.
 *
 * @param options what makes it take them
 * @param wheels no two of one distribution
 */
record DownloadPart(ImmutableList<String> options, ImmutableList<ResolvedWheel> wheels) {
    /** For wheels that do not say for which minor version they are: pip counts what is older in. */
    static final int ANY_MINOR = 99;

    /** A process for fewer than these costs more than it saves. */
    private static final int FEWEST_EACH = 6;

    /**
     * As few parts as the wheels' tags allow, each cut so that some can run at once. pip takes one wheel of a
     * distribution at a time, so a second one goes to another part.
     */
    static ImmutableList<DownloadPart> of(ImmutableList<ResolvedWheel> wheels) {
        int usual = wheels.stream()
                .flatMapToInt(wheel -> minor(wheel.name()).stream())
                .findFirst()
                .orElse(ANY_MINOR);
        Multiset<DistributionName> seen = HashMultiset.create();
        ImmutableListMultimap.Builder<Group, ResolvedWheel> groups = ImmutableListMultimap.builder();
        for (ResolvedWheel wheel : wheels) {
            int minor = minor(wheel.name()).orElse(runsOn(wheel.name(), usual) ? usual : ANY_MINOR);
            groups.put(new Group(minor, seen.add(wheel.name().name(), 1)), wheel);
        }
        ImmutableList.Builder<DownloadPart> parts = ImmutableList.builder();
        groups.build().asMap().forEach((group, some) -> {
            int most = PipWheelFetcher.MOST_AT_ONCE;
            int length = Math.max(FEWEST_EACH, (some.size() + most - 1) / most);
            Lists.partition(ImmutableList.copyOf(some), length).forEach(part -> parts.add(part(group.minor(), part)));
        });
        return parts.build();
    }

    private static DownloadPart part(int minor, List<ResolvedWheel> wheels) {
        return new DownloadPart(
                TargetOptions.of(minor, Lists.transform(wheels, ResolvedWheel::name)), ImmutableList.copyOf(wheels));
    }

    /** Of its requirements file. */
    ImmutableList<String> lines() {
        return wheels.stream()
                .map(wheel -> wheel.name().name() + " @ " + wheel.url() + " --hash=sha256:" + wheel.sha256())
                .collect(ImmutableList.toImmutableList());
    }

    /** N of the one Python 3.N that a wheel is for; empty if it is for more than one. */
    static OptionalInt minor(WheelName wheel) {
        WheelTag tag = wheel.tags().asList().get(0);
        return tag.abi().equals("abi3") ? OptionalInt.empty() : oldest(tag);
    }

    private static boolean runsOn(WheelName wheel, int minor) {
        return oldest(wheel.tags().asList().get(0)).orElse(0) <= minor;
    }

    private static OptionalInt oldest(WheelTag tag) {
        return tag.python().matches("cp3\\d{1,3}")
                ? OptionalInt.of(Integer.parseInt(tag.python().substring(3)))
                : OptionalInt.empty();
    }

    /** @param nth how many wheels of the same distribution came before */
    private record Group(int minor, int nth) {}
}
