package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;

/** Reads wheels whole: nobody vouches for what lies in a cache. */
@FunctionalInterface
interface WholeReader extends WheelReader {
    /** For caches that have no reason to look into a wheel. */
    WholeReader NEVER = wheel -> {
        throw new AssertionError(wheel + " is read");
    };

    @Override
    default WheelContents read(Path wheel, Digests digests) {
        throw new AssertionError(wheel + " is believed to be what it was");
    }
}
