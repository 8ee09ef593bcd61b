package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Which lines of a build matter. */
final class BuildOutput {
    private static final int MOST = 20;
    private static final String FAILED = "error: subprocess-exited-with-error";

    private BuildOutput() {}

    /** What the build backend said last before it failed; of a build without an end, the last lines of all. */
    static ImmutableList<String> linesThatMatter(List<String> output) {
        int failed = indexOf(output, FAILED);
        List<String> said = failed > 0 ? output.subList(0, failed) : output;
        ImmutableList<String> text = said.stream()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .collect(ImmutableList.toImmutableList());
        return text.subList(Math.max(0, text.size() - MOST), text.size());
    }

    /** The lines that pip itself writes: a backend's are set in from the left. */
    static ImmutableList<String> ofPip(List<String> output) {
        return output.stream()
                .filter(line ->
                        line.strip().startsWith("ERROR:") || line.strip().startsWith("WARNING:"))
                .collect(ImmutableList.toImmutableList());
    }

    private static int indexOf(List<String> output, String line) {
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i).strip().equals(line)) {
                return i;
            }
        }
        return -1;
    }
}
