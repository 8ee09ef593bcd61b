package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DeployedJobs;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.SharedPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ArtifactStore.Stat;
import dev.dyndeps.port.ExampleFiles;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.JobDeployments.Deployed;
import dev.dyndeps.port.JobDeployments.Difference;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the jobs of {@link DeployedJobs} in a workspace what they should be, with all that they need there. A job that is
 * not ours is left as it is. What deployed jobs needed before, and none needs any more, is removed.
 */
public final class DeployJobs {
    /** Somebody else may be deploying: what he has sent is named by his jobs only a little later. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final JobDeployments jobs;
    private final ArtifactStore store;
    private final ExampleFiles examples;
    private final Machine machine;
    private final Workspaces workspaces;

    public DeployJobs(
            JobDeployments jobs, ArtifactStore store, ExampleFiles examples, Machine machine, Workspaces workspaces) {
        this.jobs = jobs;
        this.store = store;
        this.examples = examples;
        this.machine = machine;
        this.workspaces = workspaces;
    }

    /**
     * @param base where the jobs' files and runs are
     * @param only the names of the jobs to deploy, without {@code _serverless}; all if empty
     * @param compute where they run
     * @param target what they build for, by its name
     * @param program the wheel of this program
     * @param dryRun whether nothing is changed
     */
    public record Request(
            StorePath base, ImmutableSet<String> only, Compute compute, String target, Path program, boolean dryRun) {}

    /**
     * What happened, or would.
     *
     * @param sent the files that the workspace did not have
     * @param removed the files that no job needs any more
     */
    public record DeployedAll(
            ImmutableList<DeployedJob> jobs, ImmutableList<StorePath> sent, ImmutableList<StorePath> removed) {
        /** Whether no job had to be left as it was though it should be another. */
        public boolean complete() {
            return jobs.stream().noneMatch(job -> job.fate == Fate.NOT_OURS);
        }
    }

    /**
     * @param differences what an update changed
     * @param page where a person can look at it; empty if it was not made yet
     * @param reason why it was left as it was
     * @param ownInput where it looks for an input of the user's; empty if it brings an example, or was left as it was
     */
    public record DeployedJob(
            String name,
            Fate fate,
            ImmutableList<Difference> differences,
            Optional<String> page,
            Optional<String> reason,
            Optional<StorePath> ownInput) {
        private DeployedJob at(String newPage) {
            return new DeployedJob(name, fate, differences, Optional.of(newPage), reason, ownInput);
        }
    }

    /** What became of a job. */
    public enum Fate {
        CREATED,
        UPDATED,
        UNCHANGED,
        NOT_OURS
    }

    /** @throws UserError if there is no job of a name, or several in the workspace have one name; nothing was changed then */
    public DeployedAll run(Request request, ProgressListener progress) {
        try (Workspace workspace = workspaces.open()) {
            Files files = new Files(request.base(), workspace.folder());
            ImmutableList<Planned> planned = chosen(request.only()).stream()
                    .map(job -> plan(definition(job, request, files), ownInput(job, request.base())))
                    .collect(ImmutableList.toImmutableList());
            if (request.dryRun()) {
                return new DeployedAll(
                        planned.stream().map(Planned::result).collect(ImmutableList.toImmutableList()),
                        files.missing(),
                        ImmutableList.of());
            }
            boolean needed = planned.stream().anyMatch(plan -> plan.result.fate != Fate.NOT_OURS);
            ImmutableList<StorePath> sent = needed ? files.send(progress) : ImmutableList.of();
            ImmutableList<DeployedJob> done = planned.stream().map(this::act).collect(ImmutableList.toImmutableList());
            return new DeployedAll(done, sent, removeUnused(request.base()));
        }
    }

    private static ImmutableList<DeployedJobs.Job> chosen(ImmutableSet<String> only) {
        ImmutableSet<String> names =
                DeployedJobs.ALL.stream().map(DeployedJobs.Job::name).collect(ImmutableSet.toImmutableSet());
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--only " + name,
                    "there is no job of this name",
                    "Choose from " + String.join(", ", names));
        });
        return DeployedJobs.ALL.stream()
                .filter(job -> only.isEmpty() || only.contains(job.name()))
                .collect(ImmutableList.toImmutableList());
    }

    private JobDefinition definition(DeployedJobs.Job job, Request request, Files files) {
        Sent program = files.add(request.program());
        DeployedJobs.Places places = new DeployedJobs.Places(
                request.base().value(),
                program.place.value(),
                program.sha256.toString(),
                job.example()
                        .map(example -> files.example(example + ".zip"))
                        .orElseGet(() ->
                                ownInput(job, request.base()).orElseThrow().value()),
                job.example().map(example -> files.example(example + ".check.py")),
                machine.owner().user());
        return DeployedJobs.definition(job, places, request.compute(), request.target());
    }

    private static Optional<StorePath> ownInput(DeployedJobs.Job job, StorePath base) {
        return job.example().isPresent() ? Optional.empty() : Optional.of(base.resolve(DeployedJobs.OWN_INPUT));
    }

    private Planned plan(JobDefinition definition, Optional<StorePath> ownInput) {
        String name = definition.name();
        ImmutableList<Deployed> found = jobs.find(name);
        if (found.isEmpty()) {
            return new Planned(
                    definition,
                    Optional.empty(),
                    new DeployedJob(
                            name, Fate.CREATED, ImmutableList.of(), Optional.empty(), Optional.empty(), ownInput));
        }
        if (found.size() > 1) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    name,
                    "there are " + found.size() + " jobs of this name: "
                            + found.stream().map(Deployed::page).collect(Collectors.joining(", ")),
                    "Rename or delete all but one");
        }
        Deployed job = found.get(0);
        Optional<String> page = Optional.of(job.page());
        Optional<String> reason = notOurs(job);
        if (reason.isPresent()) {
            return new Planned(
                    definition,
                    Optional.of(job),
                    new DeployedJob(name, Fate.NOT_OURS, ImmutableList.of(), page, reason, Optional.empty()));
        }
        ImmutableList<Difference> differences = jobs.differences(job, definition);
        Fate fate = differences.isEmpty() ? Fate.UNCHANGED : Fate.UPDATED;
        return new Planned(
                definition, Optional.of(job), new DeployedJob(name, fate, differences, page, reason, ownInput));
    }

    private static Optional<String> notOurs(Deployed job) {
        return switch (job.ownership()) {
            case OURS -> Optional.empty();
            case OF_A_BUNDLE -> Optional.of("an asset bundle manages it");
            case LOCKED -> Optional.of("it is locked for changes");
            case SOMEBODY_ELSES -> Optional.of("it was not made by this program for you, but by " + job.creator());
        };
    }

    private DeployedJob act(Planned plan) {
        DeployedJob result = plan.result;
        return switch (result.fate) {
            case CREATED -> result.at(jobs.create(plan.definition).page());
            case UPDATED -> {
                jobs.update(plan.job.orElseThrow(), plan.definition);
                yield result;
            }
            case UNCHANGED, NOT_OURS -> result;
        };
    }

    private ImmutableList<StorePath> removeUnused(StorePath base) {
        ImmutableList<Stat> all = store.list(SharedPaths.deployed(base));
        if (all.isEmpty()) {
            return ImmutableList.of();
        }
        ImmutableSet<String> inUse = jobs.textsInUse();
        ImmutableList.Builder<StorePath> removed = ImmutableList.builder();
        for (Stat stat : all) {
            boolean named =
                    inUse.stream().anyMatch(text -> text.contains(stat.path().value() + "/"));
            if (!named && isOld(stat.path())) {
                store.delete(stat.path());
                removed.add(stat.path());
            }
        }
        return removed.build();
    }

    /** Folders do not tell their age everywhere, but the files in them do. */
    private boolean isOld(StorePath folder) {
        return store.list(folder).stream()
                .allMatch(
                        file -> file.modifiedMillis() > 0 && machine.now() - file.modifiedMillis() > YOUNG.toMillis());
    }

    private record Planned(JobDefinition definition, Optional<Deployed> job, DeployedJob result) {}

    private record Sent(Path file, HashCode sha256, StorePath place) {}

    /** The files that the jobs need, each once. */
    private final class Files {
        private final StorePath base;
        private final Path folder;
        private final Map<Path, Sent> all = new LinkedHashMap<>();

        Files(StorePath base, Path folder) {
            this.base = base;
            this.folder = folder;
        }

        Sent add(Path file) {
            return all.computeIfAbsent(file, this::sent);
        }

        String example(String name) {
            return add(examples.copy(name, folder)).place.value();
        }

        private Sent sent(Path file) {
            try {
                HashCode sha256 = MoreFiles.asByteSource(file).hash(Hashing.sha256());
                String name = Objects.requireNonNull(file.getFileName()).toString();
                return new Sent(file, sha256, SharedPaths.deployed(base, sha256, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        ImmutableList<StorePath> missing() {
            return all.values().stream()
                    .map(Sent::place)
                    .filter(place -> store.stat(place).isEmpty())
                    .collect(ImmutableList.toImmutableList());
        }

        ImmutableList<StorePath> send(ProgressListener progress) {
            ImmutableList.Builder<StorePath> sent = ImmutableList.builder();
            for (Sent file : all.values()) {
                progress.stage("store", file.place.toString());
                if (store.put(file.file, file.sha256, file.place) == ArtifactStore.Put.SENT) {
                    sent.add(file.place);
                }
            }
            return sent.build();
        }
    }
}
