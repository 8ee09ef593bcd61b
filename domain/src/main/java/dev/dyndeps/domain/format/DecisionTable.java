package dev.dyndeps.domain.format;

import java.util.Optional;

/**
 * Rows 1 to 9 of the decision table: the shape of one unit by what stands in it. A source distribution counts as a
 * project, as far as the table goes.
 *
 * @param projects P, or source distributions
 * @param requirements R, or a lock file in its place
 * @param wheels W
 * @param modules M
 */
record DecisionTable(boolean projects, boolean requirements, boolean wheels, boolean modules) {

    static DecisionTable of(Unit unit, boolean locked) {
        return new DecisionTable(
                !unit.projects().isEmpty() || !unit.sdists().isEmpty(),
                unit.requirements().isPresent() || locked,
                !unit.wheels().isEmpty(),
                !unit.modules().isEmpty());
    }

    /** The shape; empty if nothing is there (row 0). */
    Optional<Format> decide() {
        int kinds = (projects ? 1 : 0) + (requirements ? 1 : 0) + (wheels ? 1 : 0) + (modules ? 1 : 0);
        if (kinds > 1) {
            return Optional.of(Format.MIXED);
        }
        if (requirements) {
            return Optional.of(Format.REQUIREMENTS);
        }
        if (modules) {
            return Optional.of(Format.PURE_PYTHON);
        }
        if (projects) {
            return Optional.of(Format.PACKAGED);
        }
        return wheels ? Optional.of(Format.EXISTING_WHEELS) : Optional.empty();
    }
}
