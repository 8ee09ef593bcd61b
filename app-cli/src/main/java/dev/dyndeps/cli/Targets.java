package dev.dyndeps.cli;

import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.domain.python.TargetRuntime;
import java.util.Optional;

/** Targets by name: those that the domain knows, and {@code local}, which this machine decides. */
final class Targets {
    private static final String LOCAL = "local";

    private final Interpreters interpreters;

    Targets(Interpreters interpreters) {
        this.interpreters = interpreters;
    }

    TargetRuntime parse(String text) {
        return text.equals(LOCAL) ? local(Optional.empty()) : TargetRuntime.parse(text);
    }

    /** The interpreter of this machine of that version; the one on the path if none is asked for. */
    TargetRuntime local(Optional<String> python) {
        Interpreter interpreter = python.map(PythonVersion::parse)
                .map(version -> interpreters
                        .find(version)
                        .orElseThrow(() -> new UserError(
                                Code.TOOL_MISSING,
                                "python" + version,
                                "this machine has no Python " + version,
                                "Install it, or choose another with --python")))
                .orElseGet(interpreters::local);
        return interpreter.asTarget();
    }
}
