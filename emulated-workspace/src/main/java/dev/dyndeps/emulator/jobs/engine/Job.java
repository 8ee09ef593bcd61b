package dev.dyndeps.emulator.jobs.engine;

import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import java.time.Instant;

/** A job as it is defined now. */
public record Job(long id, JobSettings settings, String creator, Instant created, AccessList access) {
    /** As whom its runs run. */
    public String runAs() {
        return settings.runAs().orElse(creator);
    }

    Job with(JobSettings other) {
        return new Job(id, other, creator, created, access);
    }

    Job with(AccessList other) {
        return new Job(id, settings, creator, created, other);
    }
}
