package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.packaging.IndexQuestion;
import dev.dyndeps.adapter.python.packaging.Logs;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.python.packaging.RequestLines;
import dev.dyndeps.adapter.python.packaging.TargetOptions;
import dev.dyndeps.adapter.python.packaging.TargetPip;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Resolves with {@code pip install --dry-run --report}, for the target's tags, its Python and its markers, wheels only.
 * The operator's index settings hold (environment, pip.conf, netrc, certificates).
 */
public final class PipWheelResolver implements WheelResolver {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final PipTools tools;
    private final Workspaces workspaces;

    public PipWheelResolver(PipTools tools, Workspaces workspaces) {
        this.tools = tools;
        this.workspaces = workspaces;
    }

    @Override
    public Resolution resolve(Request request) {
        RequestLines requirements = new RequestLines(request);
        String tool = "pip " + PipTools.VERSION;
        if (requirements.lines().isEmpty()) {
            return new Resolution(ImmutableList.of(), tool);
        }
        ManagedEnvironment environment = tools.environment();
        try (Workspace workspace = workspaces.open()) {
            ImmutableList<ResolutionReport.Item> items = run(environment, request, requirements, workspace.folder());
            ImmutableList<ResolvedWheel> wheels = wheels(environment, items, workspace.folder());
            checkHashes(requirements, wheels);
            return new Resolution(wheels, tool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImmutableList<ResolutionReport.Item> run(
            ManagedEnvironment environment, Request request, RequestLines requirements, Path folder)
            throws IOException {
        Path report = folder.resolve("report.json");
        Path log = Logs.next(tools.cacheRoot(), "resolve");
        List<String> arguments = ImmutableList.<String>builder()
                .addAll(TargetPip.command(environment, request.target(), folder))
                .add("install", "--dry-run", "--ignore-installed", "--report", report.toString())
                .add("--target", folder.resolve("target").toString())
                .addAll(TargetOptions.of(request.target()))
                .add("-r", write(folder.resolve("requirements.txt"), requirements.lines()))
                .add("-c", write(folder.resolve("constraints.txt"), requirements.constraintLines()))
                .build();
        Command command = Command.of(tools.pipVariables(), arguments)
                .in(folder)
                .within(LIMIT)
                .loggedTo(log);
        ProcessResult result = tools.runner().run(command);
        if (!result.ok()) {
            IndexQuestion index = new IndexQuestion(tools, environment, request.target(), folder);
            throw new ResolutionFailure(request, requirements, index, log).explain(command, result);
        }
        Logs.drop(log);
        return ResolutionReport.read(report);
    }

    private static String write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
        return file.toString();
    }

    private ImmutableList<ResolvedWheel> wheels(
            ManagedEnvironment environment, ImmutableList<ResolutionReport.Item> items, Path folder)
            throws IOException {
        ImmutableList.Builder<ResolvedWheel> wheels = ImmutableList.builder();
        for (ResolutionReport.Item item : items) {
            WheelName name = WheelName.parse(item.fileName());
            HashCode sha256 = item.sha256().isPresent()
                    ? item.sha256().get()
                    : new PipDownload(tools, environment).digestOf(name, item.url(), folder.resolve("digest"));
            wheels.add(new ResolvedWheel(name, item.url(), sha256, Optional.empty()));
        }
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(wheel -> wheel.name().name()), wheels.build());
    }

    /** The hashes that pip was not told of. */
    private static void checkHashes(RequestLines requirements, ImmutableList<ResolvedWheel> wheels) {
        for (SourcedRequirement sourced : requirements.applicable()) {
            for (ResolvedWheel wheel : wheels) {
                if (sourced.requirement().name().equals(wheel.name().name())
                        && !sourced.hashes().isEmpty()
                        && !sourced.hashes().contains("sha256:" + wheel.sha256())) {
                    throw new UserError(
                            Code.LOCK_MISMATCH,
                            sourced.where(),
                            wheel.name().fileName() + " has the digest sha256:" + wheel.sha256()
                                    + ", which is not among those of the requirement",
                            "Bring its hashes up to date, or pin the version that they belong to");
                }
            }
        }
    }
}
