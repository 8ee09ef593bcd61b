package dev.dyndeps.adapter.pip;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Builds with {@code pip wheel --no-deps} in build isolation (PEP 517, PEP 518): what the build requires comes from the
 * operator's index. The build sees no more of the operator's environment than it takes to reach that index.
 */
public final class PipWheelBuilder implements WheelBuilder {
    /** How long a build may take if nothing else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    private final PipTools tools;
    private final Workspaces workspaces;
    private final Duration limit;

    /** @param limit how long one build may take */
    public PipWheelBuilder(PipTools tools, Workspaces workspaces, Duration limit) {
        this.tools = tools;
        this.workspaces = workspaces;
        this.limit = limit;
    }

    @Override
    public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
        ManagedEnvironment environment = tools.environment(target.python());
        try (Workspace workspace = workspaces.open()) {
            Path folder = workspace.folder();
            Files.createDirectories(folder.resolve("home"));
            Files.createDirectories(folder.resolve("tmp"));
            Path out = Files.createDirectories(folder.resolve("wheel"));
            Variables variables = BuildVariables.of(tools, environment, folder);
            Path tree = SourceTrees.prepare(tools, environment, source, variables, folder);
            run(environment, source, target, variables, tree, out);
            Path wheel = onlyWheel(source, out);
            checkPython(source, target, wheel);
            Path result = Files.createDirectories(into).resolve(wheel.getFileName());
            Files.move(wheel, result, StandardCopyOption.REPLACE_EXISTING);
            return new BuiltWheel(
                    result,
                    "pip " + PipTools.VERSION + ", " + environment.interpreter().title());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(
            ManagedEnvironment environment,
            SourceTree source,
            TargetRuntime target,
            Variables variables,
            Path tree,
            Path out) {
        Path log = Logs.next(tools.cacheRoot(), "build");
        List<String> arguments = ImmutableList.<String>builder()
                // The modes of what the build makes get into the wheel.
                .add("/bin/sh", "-c", "umask 022; exec \"$@\"", "sh")
                .addAll(PipTools.python(environment))
                .add("-m", "pip", "wheel", "--verbose", "--no-deps", "--ignore-requires-python")
                .add("--wheel-dir", out.toString(), tree.toAbsolutePath().toString())
                .build();
        Command command = Command.of(variables, arguments).in(out).within(limit).loggedTo(log);
        ProcessResult result = tools.runner().run(command);
        if (!result.ok()) {
            IndexQuestion index = new IndexQuestion(tools, environment, target, out);
            throw failure(source, index, command, result, log);
        }
        Logs.drop(log);
    }

    private RuntimeException failure(
            SourceTree source, IndexQuestion question, Command command, ProcessResult result, Path log) {
        List<String> output = result.tail();
        Optional<String> invalid = output.stream()
                .filter(line -> line.contains("is not installable. Neither")
                        || line.contains("does not appear to be a Python project")
                        || line.contains("pyproject.toml is not valid")
                        || line.contains("TOMLDecodeError")
                        || line.contains("BackendUnavailable")
                        || line.contains("has a pyproject.toml file that does not comply"))
                .findFirst();
        if (invalid.isPresent() && !result.timedOut()) {
            return new UserError(
                    Code.PROJECT_INVALID,
                    source.where(),
                    "pip cannot build this project: " + invalid.get().strip(),
                    "Try pip wheel on it by hand; the whole output is in " + log);
        }
        Optional<String> index = IndexFailure.in(BuildOutput.ofPip(output))
                .or(() -> BuildOutput.missing(output)
                        .flatMap(name -> question.ask(name).failure()));
        if (index.isPresent() && !result.timedOut()) {
            return IndexFailure.error("what " + source.where() + " needs to be built could not be had", index.get());
        }
        String what = result.timedOut()
                ? "the build of " + source.where() + " took longer than " + spoken(limit) + " and was ended"
                : "the build of " + source.where() + " failed";
        return new ToolError(
                what,
                "Read the whole output in " + log + ", or bring a wheel of it instead, built with: pip wheel --no-deps",
                command.redacted(),
                result.timedOut() ? -1 : result.exitCode(),
                BuildOutput.linesThatMatter(output),
                Optional.of(log));
    }

    private static String spoken(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }

    private static Path onlyWheel(SourceTree source, Path out) throws IOException {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(out, "*.whl")) {
            List<Path> found = ImmutableList.copyOf(wheels);
            // What setuptools calls a project without a name; newer ones write it in lower case.
            if (found.size() != 1
                    || Ascii.toLowerCase(found.get(0).getFileName().toString()).startsWith("unknown-")) {
                throw new UserError(
                        Code.PROJECT_INVALID,
                        source.where(),
                        found.isEmpty() ? "its build made no wheel" : "it does not say its name",
                        "Give the project a name and a version in pyproject.toml ([project])");
            }
            return found.get(0);
        }
    }

    /** pip would look at the Python that builds, which need not be the target's. */
    private static void checkPython(SourceTree source, TargetRuntime target, Path wheel) throws IOException {
        BuiltMetadata.requiresPython(wheel).ifPresent(wanted -> {
            if (!wanted.contains(Version.parse(target.fullVersion()), true)) {
                throw new UserError(
                        Code.REQUIRES_PYTHON,
                        source.where(),
                        "it requires Python " + wanted + ", and the target has " + target.fullVersion(),
                        "Choose another --target, or widen requires-python");
            }
        });
    }
}
