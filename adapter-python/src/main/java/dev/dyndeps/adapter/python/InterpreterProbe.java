package dev.dyndeps.adapter.python;

import com.google.common.base.Splitter;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.ToolError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks an executable what Python it is: one short process each, remembered while the file stays the same. */
final class InterpreterProbe {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MARK = "dyndeps-probe";
    private static final String SCRIPT = String.format(Locale.ROOT, """
            import os, platform, sys
            from importlib.util import find_spec
            try:
                libc = os.confstr("CS_GNU_LIBC_VERSION") or ""
            except (AttributeError, OSError, ValueError):
                libc = ""
            print("\\t".join([
                "%s", sys.implementation.name, "%%d.%%d" %% sys.version_info[:2], platform.python_version(),
                libc[len("glibc 2."):].split(".")[0] if libc.startswith("glibc 2.") else "0", platform.machine(),
                str(bool(find_spec("venv") and (find_spec("ensurepip") or find_spec("pip")))),
                str(bool(find_spec("ensurepip"))), sys.executable]))
            """, MARK);

    private final ProcessRunner runner;
    private final Variables variables;
    private final Map<File, Optional<Interpreter>> known = new ConcurrentHashMap<>();

    InterpreterProbe(ProcessRunner runner, Variables variables) {
        this.runner = runner;
        this.variables = PipVariables.withoutPython(variables);
    }

    /** What it is; empty if it is no CPython 3 that runs. */
    Optional<Interpreter> probe(Path executable) {
        try {
            File file = new File(executable, Files.getLastModifiedTime(executable));
            return known.computeIfAbsent(file, ignored -> ask(executable));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private Optional<Interpreter> ask(Path executable) {
        List<String> answers = new CopyOnWriteArrayList<>();
        Command command = Command.of(variables, executable.toString(), "-I", "-c", SCRIPT)
                .within(LIMIT)
                .heardBy((source, line) -> {
                    if (line.startsWith(MARK)) {
                        answers.add(line);
                    }
                });
        try {
            return runner.run(command).ok() && answers.size() == 1 ? parse(answers.get(0)) : Optional.empty();
        } catch (ToolError notAProgram) {
            return Optional.empty();
        }
    }

    private static Optional<Interpreter> parse(String answer) {
        List<String> fields = Splitter.on('\t').splitToList(answer);
        if (fields.size() != 9
                || !fields.get(1).equals("cpython")
                || !fields.get(2).startsWith("3.")) {
            return Optional.empty();
        }
        return Optional.of(new Interpreter(
                Path.of(fields.get(8)),
                PythonVersion.parse(fields.get(2)),
                fields.get(3),
                Integer.parseInt(fields.get(4)),
                fields.get(5),
                Boolean.parseBoolean(fields.get(6)),
                Boolean.parseBoolean(fields.get(7))));
    }

    private record File(Path path, FileTime modified) {}
}
