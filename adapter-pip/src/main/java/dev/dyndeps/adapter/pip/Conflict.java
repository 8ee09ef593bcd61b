package dev.dyndeps.adapter.pip;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.packaging.Wheres;
import dev.dyndeps.domain.python.DistributionName;
import java.util.List;
import java.util.Optional;

/**
 * pip's report of requirements that contradict each other.
 *
 * @param causes such as {@code a 1.0 depends on c<2} and {@code The user requested c>=2}
 * @param withoutWheel distributions among them that have no fitting wheel at all
 */
record Conflict(ImmutableList<String> causes, ImmutableList<String> withoutWheel) {
    private static final String CAUSES = "The conflict is caused by:";
    private static final String WITHOUT = "Additionally, some packages in these conflicts have no matching";

    static Optional<Conflict> in(List<String> output) {
        ImmutableList<String> causes = indentedBelow(output, CAUSES);
        return causes.isEmpty() ? Optional.empty() : Optional.of(new Conflict(causes, indentedBelow(output, WITHOUT)));
    }

    private static ImmutableList<String> indentedBelow(List<String> output, String heading) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        boolean below = false;
        for (String line : output) {
            if (below && !line.startsWith("    ")) {
                break;
            } else if (below) {
                lines.add(line.strip());
            }
            below |= line.startsWith(heading);
        }
        return lines.build();
    }

    /** The distributions that it speaks of. */
    ImmutableSet<DistributionName> names() {
        ImmutableSet.Builder<DistributionName> names = ImmutableSet.builder();
        for (String cause : causes) {
            String subject = cause.replace("The user requested ", "").replace("(constraint) ", "");
            for (String part : Splitter.on(" depends on ").split(subject)) {
                Wheres.nameIn(part).ifPresent(names::add);
            }
        }
        return names.build();
    }
}
