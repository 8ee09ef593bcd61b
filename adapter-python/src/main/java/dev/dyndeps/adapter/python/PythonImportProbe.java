package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ImportProbe;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;

/** Imports each root in a fresh Python of the target's version, with nothing but the wheelhouse on its path. */
public final class PythonImportProbe implements ImportProbe {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String PROGRAM = """
            import importlib, sys
            sys.path.insert(1, sys.argv[1])
            module = importlib.import_module(sys.argv[2])
            print("imported", getattr(module, "__file__", None) or "a namespace")
            """;

    private final ProcessRunner runner;
    private final Interpreters interpreters;

    public PythonImportProbe(ProcessRunner runner, Interpreters interpreters) {
        this.runner = runner;
        this.interpreters = interpreters;
    }

    @Override
    public ImmutableList<Imported> probe(
            Path wheelhouse, ImmutableList<String> roots, TargetRuntime target, ProgressListener progress) {
        Interpreter python = interpreters
                .find(target.python())
                .orElseThrow(() -> new UserError(
                        Code.TOOL_MISSING,
                        "python" + target.python(),
                        "this machine has no Python " + target.python() + ", the target's",
                        "Install it, or leave out --import"));
        progress.stage("import", roots.size() + " roots with " + python.title());
        ImmutableList.Builder<Imported> all = ImmutableList.builder();
        for (int i = 0; i < roots.size(); i++) {
            all.add(probe(python, wheelhouse.toAbsolutePath(), roots.get(i)));
            progress.advance(i + 1L, roots.size(), ProgressListener.Unit.PIECES);
        }
        return all.build();
    }

    private Imported probe(Interpreter python, Path wheelhouse, String root) {
        ProcessResult result = runner.run(Command.of(
                        Variables.inherited().without(name -> name.startsWith("PYTHON")),
                        python.executable().toString(),
                        "-I",
                        "-c",
                        PROGRAM,
                        wheelhouse.toString(),
                        root)
                .within(LIMIT));
        String last = result.tail().stream().reduce("", (earlier, later) -> later);
        if (result.ok() && last.startsWith("imported ")) {
            return new Imported(root, last.substring("imported ".length()), "");
        }
        return new Imported(root, "", result.timedOut() ? "no end after " + LIMIT.toMinutes() + " minutes" : last);
    }
}
