package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import dev.dyndeps.emulator.jobs.model.Level;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** All jobs of the workspace. Two of one name are two jobs. */
public final class Jobs {
    private final Timers timers;
    private final LongSupplier ids;
    private final Map<Long, Job> jobs = new LinkedHashMap<>(); // guarded by this

    public Jobs(Timers timers, LongSupplier ids) {
        this.timers = timers;
        this.ids = ids;
    }

    public synchronized long create(JobSettings settings, String creator, AccessList access) {
        long id = ids.getAsLong();
        jobs.put(id, new Job(id, settings, creator, timers.now(), access));
        return id;
    }

    /** @throws Refusal if there is none, or the user may not do that much with it */
    public synchronized Job get(long id, String user, Level level) {
        Job job =
                Optional.ofNullable(jobs.get(id)).orElseThrow(() -> Refusal.invalid("Job " + id + " does not exist."));
        job.access().require(user, level, "job " + id + ".");
        return job;
    }

    /** Those that the user may see, the newest first. */
    public synchronized ImmutableList<Job> list(String user) {
        return Lists.reverse(new ArrayList<>(jobs.values())).stream()
                .filter(job -> job.access().of(user).isPresent())
                .collect(ImmutableList.toImmutableList());
    }

    /** Other settings; who owns it stays. */
    public synchronized void reset(long id, JobSettings settings) {
        jobs.computeIfPresent(id, (same, job) -> job.with(settings));
    }

    public synchronized void permit(long id, AccessList access) {
        jobs.computeIfPresent(id, (same, job) -> job.with(access));
    }

    public synchronized void delete(long id) {
        jobs.remove(id);
    }
}
