package dev.dyndeps.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest says. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {"dyndeps " + (version == null ? "(not packaged)" : version)};
    }
}
