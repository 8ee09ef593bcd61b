package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.packaging.Wheres;
import dev.dyndeps.domain.python.DistributionName;
import java.util.List;
import java.util.Optional;

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

    /** The build requirement that pip found nothing for; it says the same if it could not ask. */
    static Optional<DistributionName> missing(List<String> output) {
        String missing = "ERROR: No matching distribution found for ";
        return output.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(missing))
                .flatMap(line -> Wheres.nameIn(line.substring(missing.length())).stream())
                .findFirst();
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
