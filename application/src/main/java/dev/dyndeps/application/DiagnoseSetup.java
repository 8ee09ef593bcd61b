package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.SetupProbe;

/** Says what of the programs that are needed is on this machine. */
public final class DiagnoseSetup {
    private final SetupProbe probe;

    public DiagnoseSetup(SetupProbe probe) {
        this.probe = probe;
    }

    /** @param findings one for each program, in a fixed order */
    public record Diagnosis(ImmutableList<SetupProbe.Finding> findings) {
        /** Whether everything is there or will be installed when it is first needed. */
        public boolean healthy() {
            return findings.stream().noneMatch(finding -> finding.state() == SetupProbe.State.MISSING);
        }
    }

    public Diagnosis run() {
        return new Diagnosis(probe.probe());
    }
}
