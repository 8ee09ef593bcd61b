package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What a person must read of pip's output. */
public final class PipOutput {
    private static final int MOST = 20;

    private PipOutput() {}

    /** The errors, if pip names any; else the last lines. At most twenty. */
    public static ImmutableList<String> linesThatMatter(List<String> output) {
        ImmutableList<String> errors = output.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("ERROR:") || line.startsWith("error:"))
                .distinct()
                .limit(MOST)
                .collect(ImmutableList.toImmutableList());
        return errors.isEmpty()
                ? ImmutableList.copyOf(output.subList(Math.max(0, output.size() - MOST), output.size()))
                : errors;
    }
}
