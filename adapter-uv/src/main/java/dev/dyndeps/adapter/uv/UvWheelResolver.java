package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.RunningProcess;
import dev.dyndeps.adapter.python.packaging.Logs;
import dev.dyndeps.adapter.python.packaging.RequestLines;
import dev.dyndeps.adapter.python.packaging.TargetOptions;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Resolves with {@code uv pip compile}, for the target's Python, platform and markers, wheels only. The operator's index
 * settings are pip's ({@code PIP_*}, pip.conf, netrc, certificates).
 */
public final class UvWheelResolver implements WheelResolver {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final UvTools tools;
    private final Workspaces workspaces;
    private final TomlReader toml;

    public UvWheelResolver(UvTools tools, Workspaces workspaces, TomlReader toml) {
        this.tools = tools;
        this.workspaces = workspaces;
        this.toml = toml;
    }

    @Override
    public Resolution resolve(Request request) {
        RequestLines lines = new RequestLines(request);
        if (lines.lines().isEmpty()) {
            return new Resolution(ImmutableList.of(), UvTools.TITLE);
        }
        tools.unfit(request.target()).ifPresent(why -> {
            throw new UserError(Code.OPTION_INVALID, "--engine uv", why, "Use --engine pip");
        });
        try (Workspace workspace = workspaces.open()) {
            UvLock lock = run(request, lines, workspace.folder());
            return new Resolution(new Choice(request.target(), lines).of(lock), UvTools.TITLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UvLock run(Request request, RequestLines lines, Path folder) throws IOException {
        Path environment = tools.environment();
        Path lock = folder.resolve("pylock.toml");
        Path log = Logs.next(tools.pip().cacheRoot(), "resolve");
        TargetRuntime target = request.target();
        ImmutableList.Builder<String> arguments = ImmutableList.<String>builder()
                .add(UvTools.uv(environment), "pip", "compile", "--quiet", "--no-header", "--no-annotate")
                .add("--no-sources", "--only-binary=:all:", "--format=pylock.toml")
                .add("--python=" + UvTools.python(environment))
                .add("--python-version=" + TargetOptions.digits(target.fullVersion()))
                .add("--python-platform=" + UvPlatform.of(target).orElseThrow())
                .add("--output-file=" + lock)
                .add("--constraints=" + write(folder.resolve("constraints.txt"), lines.constraintLines()));
        if (tools.settings().isOn("no-index")) {
            arguments.add("--no-index");
        }
        arguments.add(write(folder.resolve("requirements.txt"), lines.lines()));
        Command command = Command.of(tools.variables(), arguments.build())
                .in(folder)
                .within(LIMIT)
                .loggedTo(log);
        ProcessResult result = run(command);
        if (!result.ok()) {
            throw new UvFailure(tools, request, lines, folder, log).explain(command, result);
        }
        Logs.drop(log);
        return UvLock.read(lock, toml);
    }

    /** The parser's first document costs it a tenth of a second, which is free while uv works. */
    private ProcessResult run(Command command) {
        try (RunningProcess uv = tools.pip().runner().start(command)) {
            toml.read("[[packages]]\nname = \"a\"\nwheels = [{ size = 1, hashes = { sha256 = \"\" } }]", "");
            return uv.await();
        }
    }

    private static String write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
        return file.toString();
    }
}
