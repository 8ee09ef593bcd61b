package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.BuildFrontend;
import dev.dyndeps.adapter.python.packaging.IndexFailure;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code uv build --wheel}, and what it says when it fails.
 *
 * @param environment the folder of uv's environment
 * @param interpreter what builds
 */
record UvFrontend(UvTools tools, Path environment, Interpreter interpreter) implements BuildFrontend {
    private static final int LINES = 20;
    private static final String FAILED = "error: Failed to build ";

    @Override
    public String title() {
        return UvTools.TITLE + ", " + interpreter.title();
    }

    @Override
    public ImmutableList<String> python() {
        return ImmutableList.of(UvTools.python(environment), "-I", "-X", "utf8");
    }

    @Override
    public Variables index() {
        return UvVariables.forBuild(tools.variables());
    }

    @Override
    public ImmutableList<String> command(Path tree, Path out) {
        ImmutableList.Builder<String> command = ImmutableList.<String>builder()
                .add(UvTools.uv(environment), "build", "--wheel", "--no-sources", "--no-create-gitignore")
                .add("--python=" + interpreter.executable(), "--out-dir=" + out);
        if (tools.settings().isOn("no-index")) {
            command.add("--no-index");
        }
        return command.add(tree.toString()).build();
    }

    @Override
    public Optional<RuntimeException> refusal(SourceTree source, ProcessResult result, Path folder, Path log) {
        List<String> output = result.tail();
        Optional<String> invalid = output.stream()
                .filter(line -> line.contains("does not appear to be a Python project")
                        || line.contains("Invalid `pyproject.toml`")
                        || line.contains("TOML parse error")
                        || line.contains("Invalid project metadata")
                        || line.contains("hint: This error likely indicates that"))
                .findFirst();
        if (invalid.isPresent()) {
            return Optional.of(new UserError(
                    Code.PROJECT_INVALID,
                    source.where(),
                    "uv cannot build this project: " + invalid.get().strip().replaceFirst("^cause: ", ""),
                    "Try uv build on it by hand; the whole output is in " + log));
        }
        boolean requirements = output.stream()
                .anyMatch(line -> line.contains("Failed to resolve requirements from")
                        || line.contains("Failed to install requirements from"));
        return requirements
                ? UvIndexFailure.in(afterFailure(output))
                        .map(words -> IndexFailure.error(
                                "what " + source.where() + " needs to be built could not be had", words))
                : Optional.empty();
    }

    @Override
    public ImmutableList<String> linesThatMatter(List<String> output) {
        List<String> said =
                output.subList(0, output.size() - afterFailure(output).size());
        ImmutableList<String> text = (said.isEmpty() ? output : said)
                .stream()
                        .map(String::stripTrailing)
                        .filter(line -> !line.isBlank())
                        .collect(ImmutableList.toImmutableList());
        // Where the backend said nothing, uv did.
        ImmutableList<String> matters = text.size() > 1 ? text : ImmutableList.copyOf(output);
        return matters.subList(Math.max(0, matters.size() - LINES), matters.size());
    }

    /** uv's own words after those of the backend. */
    private static List<String> afterFailure(List<String> output) {
        for (int i = output.size() - 1; i >= 0; i--) {
            if (output.get(i).startsWith(FAILED)) {
                return output.subList(i, output.size());
            }
        }
        return List.of();
    }
}
