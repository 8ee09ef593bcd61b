package dev.dyndeps.application;

import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import java.nio.file.Path;

/**
 * A wheel on this machine that may go into the wheelhouse.
 *
 * @param where what to call it in errors: its path in the input, or its URL
 */
record FoundWheel(Path file, WheelContents contents, Origin origin, String where) {
    DistributionName distribution() {
        return contents.name().name();
    }

    LocalWheel local() {
        return new LocalWheel(file, contents.sha256(), contents, where);
    }
}
