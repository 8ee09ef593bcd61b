package dev.dyndeps.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest says. */
final class ProgramVersion implements IVersionProvider {
    /** Such as {@code 0.1.0}; {@code 0} where the classes are in no jar. */
    static String number() {
        return packaged().orElse("0");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"dyndeps " + packaged().orElse("(not packaged)")};
    }

    private static Optional<String> packaged() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion());
    }
}
