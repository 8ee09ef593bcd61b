package dev.dyndeps.adapter.uv;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import dev.dyndeps.domain.python.TargetRuntime;
import java.util.Optional;

/** The names that uv has for platforms ({@code --python-platform}); it knows not every glibc. */
final class UvPlatform {
    private static final ImmutableSet<Integer> GLIBC_MINORS = ImmutableSet.<Integer>builder()
            .add(17, 28)
            .addAll(ContiguousSet.create(Range.closed(31, 40), DiscreteDomain.integers()))
            .build();

    private UvPlatform() {}

    static Optional<String> of(TargetRuntime target) {
        return GLIBC_MINORS.contains(target.glibcMinor())
                ? Optional.of(target.architecture() + "-manylinux_2_" + target.glibcMinor())
                : Optional.empty();
    }
}
