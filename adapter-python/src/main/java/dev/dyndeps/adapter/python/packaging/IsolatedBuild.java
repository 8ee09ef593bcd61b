package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder.BuiltWheel;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A build in build isolation (PEP 517, PEP 518), by any tool: what the build requires comes from the operator's index, and it
 * sees no more of the operator's environment than it takes to reach that.
 *
 * @param operator the operator's variables, all of them
 * @param cacheRoot the program's cache folder; logs of failed builds go to {@code logs} in it
 * @param limit how long one build may take
 */
public record IsolatedBuild(
        ProcessRunner runner, Variables operator, Path cacheRoot, Workspaces workspaces, Duration limit) {
    /** How long a build may take if nothing else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    private static final Path ANYWHERE = Path.of("/build");

    /** As {@link dev.dyndeps.port.WheelBuilder#build} says. */
    public BuiltWheel build(BuildFrontend frontend, SourceTree source, TargetRuntime target, Path into) {
        try (Workspace workspace = workspaces.open()) {
            Path folder = workspace.folder();
            Files.createDirectories(folder.resolve("home"));
            Files.createDirectories(folder.resolve("tmp"));
            Path out = Files.createDirectories(folder.resolve("wheel"));
            Variables variables = BuildVariables.of(operator, frontend.index(), folder);
            Path tree = SourceTrees.prepare(runner, frontend.python(), source, variables, folder);
            run(frontend, source, variables, tree, out);
            Path wheel = onlyWheel(source, out);
            checkPython(source, target, wheel);
            Path result = Files.createDirectories(into).resolve(wheel.getFileName());
            Files.move(wheel, result, StandardCopyOption.REPLACE_EXISTING);
            return new BuiltWheel(result, frontend.title());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link dev.dyndeps.port.WheelBuilder#fingerprint} says. */
    public HashCode fingerprint(BuildFrontend frontend) {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putString(frontend.title() + '\0', StandardCharsets.UTF_8);
        ImmutableSortedMap.copyOf(
                        BuildVariables.of(operator, frontend.index(), ANYWHERE).values())
                .forEach((name, value) -> hasher.putString(name + '=' + value + '\0', StandardCharsets.UTF_8));
        return hasher.hash();
    }

    private void run(BuildFrontend frontend, SourceTree source, Variables variables, Path tree, Path out) {
        Path log = Logs.next(cacheRoot, "build");
        List<String> arguments = ImmutableList.<String>builder()
                // The modes of what the build makes get into the wheel.
                .add("/bin/sh", "-c", "umask 022; exec \"$@\"", "sh")
                .addAll(frontend.command(tree.toAbsolutePath(), out))
                .build();
        Command command = Command.of(variables, arguments).in(out).within(limit).loggedTo(log);
        ProcessResult result = runner.run(command);
        if (!result.ok()) {
            throw result.timedOut()
                    ? failure(frontend, source, command, result, log)
                    : frontend.refusal(source, result, out, log)
                            .orElseGet(() -> failure(frontend, source, command, result, log));
        }
        Logs.drop(log);
    }

    private ToolError failure(
            BuildFrontend frontend, SourceTree source, Command command, ProcessResult result, Path log) {
        String what = result.timedOut()
                ? "the build of " + source.where() + " took longer than " + spoken(limit) + " and was ended"
                : "the build of " + source.where() + " failed";
        return new ToolError(
                what,
                "Read the whole output in " + log + ", or bring a wheel of it instead, built with: pip wheel --no-deps",
                command.redacted(),
                result.timedOut() ? -1 : result.exitCode(),
                frontend.linesThatMatter(result.tail()),
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

    /** The tool would look at the Python that builds, which need not be the target's. */
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
