package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.BuildFrontend;
import dev.dyndeps.adapter.python.packaging.IndexFailure;
import dev.dyndeps.adapter.python.packaging.IndexQuestion;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code pip wheel --no-deps}, and what it says when it fails. */
record PipFrontend(PipTools tools, ManagedEnvironment environment, TargetRuntime target) implements BuildFrontend {
    @Override
    public String title() {
        return "pip " + PipTools.VERSION + ", " + environment.interpreter().title();
    }

    @Override
    public ImmutableList<String> python() {
        return PipTools.python(environment);
    }

    @Override
    public Variables index() {
        return Variables.NONE
                .with(PipSettings.of(tools.variables(), "wheel").asVariables())
                .with(tools.pipVariables().only(name -> name.startsWith("PIP_")).values());
    }

    @Override
    public ImmutableList<String> command(Path tree, Path out) {
        return ImmutableList.<String>builder()
                .addAll(python())
                .add("-m", "pip", "wheel", "--verbose", "--no-deps", "--ignore-requires-python")
                .add("--wheel-dir", out.toString(), tree.toString())
                .build();
    }

    @Override
    public Optional<RuntimeException> refusal(SourceTree source, ProcessResult result, Path folder, Path log) {
        List<String> output = result.tail();
        Optional<String> invalid = output.stream()
                .filter(line -> line.contains("is not installable. Neither")
                        || line.contains("does not appear to be a Python project")
                        || line.contains("pyproject.toml is not valid")
                        || line.contains("TOMLDecodeError")
                        || line.contains("BackendUnavailable")
                        || line.contains("has a pyproject.toml file that does not comply"))
                .findFirst();
        if (invalid.isPresent()) {
            return Optional.of(new UserError(
                    Code.PROJECT_INVALID,
                    source.where(),
                    "pip cannot build this project: " + invalid.get().strip(),
                    "Try pip wheel on it by hand; the whole output is in " + log));
        }
        IndexQuestion question = new IndexQuestion(tools, environment, target, folder);
        return IndexFailure.in(BuildOutput.ofPip(output))
                .or(() -> BuildOutput.missing(output).flatMap(question::failure))
                .map(line ->
                        IndexFailure.error("what " + source.where() + " needs to be built could not be had", line));
    }

    @Override
    public ImmutableList<String> linesThatMatter(List<String> output) {
        return BuildOutput.linesThatMatter(output);
    }
}
