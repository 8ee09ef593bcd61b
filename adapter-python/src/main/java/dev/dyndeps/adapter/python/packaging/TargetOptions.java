package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.python.WheelTag;
import java.util.List;

/** The options that make pip choose for another machine than the one it runs on. */
public final class TargetOptions {
    private TargetOptions() {}

    /** Wheels of a target only: its Python, its ABIs, all of its platform tags. */
    public static ImmutableList<String> of(TargetRuntime target) {
        ImmutableList.Builder<String> options = ImmutableList.builder();
        options.add("--only-binary=:all:", "--implementation=cp");
        options.add("--python-version=" + digits(target.fullVersion()));
        abis("cp" + target.python().major() + target.python().minor()).forEach(options::add);
        target.platformTags().forEach(tag -> options.add("--platform=" + tag));
        return options.build();
    }

    /**
     * Options under which a pip for Python 3.{@code minor} takes these very wheels, wherever they may run, asked for by
     * their URLs.
     */
    public static ImmutableList<String> of(int minor, Iterable<WheelName> wheels) {
        ImmutableSet.Builder<String> options = ImmutableSet.builder();
        options.add("--only-binary=:all:", "--implementation=cp", "--ignore-requires-python");
        options.add("--python-version=3." + minor);
        options.addAll(abis("cp3" + minor));
        for (WheelName wheel : wheels) {
            for (WheelTag tag : wheel.tags()) {
                options.addAll(abis(tag.abi()));
                if (!tag.platform().equals("any")) {
                    options.add("--platform=" + tag.platform());
                }
            }
        }
        return options.build().asList();
    }

    private static ImmutableSet<String> abis(String abi) {
        return ImmutableSet.of("--abi=" + abi, "--abi=abi3", "--abi=none");
    }

    /** pip knows no pre-releases of Python: {@code 3.14.0rc1} is {@code 3.14.0} to it. */
    public static String digits(String fullVersion) {
        List<String> parts = Splitter.on('.').limit(3).splitToList(fullVersion);
        return parts.stream()
                .map(part -> CharMatcher.inRange('0', '9').negate().indexIn(part) < 0
                        ? part
                        : part.substring(
                                0, CharMatcher.inRange('0', '9').negate().indexIn(part)))
                .reduce((a, b) -> a + "." + b)
                .orElse(fullVersion);
    }
}
