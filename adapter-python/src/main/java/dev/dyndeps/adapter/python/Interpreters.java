package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the CPythons of this machine. {@code DYNDEPS_PYTHON}, a path or a name on PATH, goes before all others. */
public final class Interpreters {
    /** The variable that chooses the local interpreter. */
    public static final String CHOICE = "DYNDEPS_PYTHON";

    /** The oldest Python that the pip of ours runs on. */
    private static final PythonVersion OLDEST_FOR_TOOLS = new PythonVersion(3, 9);

    private final Variables variables;
    private final Candidates candidates;
    private final InterpreterProbe probe;

    /**
     * @param variables where PATH and the choice are read from
     * @param home the folder below which version managers keep theirs
     */
    public Interpreters(ProcessRunner runner, Variables variables, Path home) {
        this.variables = variables;
        this.candidates = new Candidates(variables, home);
        this.probe = new InterpreterProbe(runner, variables);
    }

    /** Looks with the variables and the home folder of this process. */
    public static Interpreters ofThisMachine(ProcessRunner runner) {
        return new Interpreters(runner, Variables.inherited(), Path.of(System.getProperty("user.home")));
    }

    /** All that there are, each once: the local one first, then in the order of PATH, then the version managers'. */
    public ImmutableList<Interpreter> all() {
        return probed(candidates.all().stream()).collect(ImmutableList.toImmutableList());
    }

    /** One of this minor version. */
    public Optional<Interpreter> find(PythonVersion version) {
        // Those that carry the version in their path are asked first: a miss costs a process.
        String name = version.toString();
        Comparator<Path> likelyFirst =
                Comparator.comparing(path -> !path.toString().contains(name));
        return probed(candidates.all().stream().sorted(likelyFirst))
                .filter(found -> found.version().equals(version))
                .findFirst();
    }

    /**
     * The interpreter that a person gets who types {@code python3} here.
     *
     * @throws UserError ({@code TOOL_MISSING}) if there is none, or the chosen one is no CPython 3
     */
    public Interpreter local() {
        Optional<String> choice = variables.get(CHOICE);
        return localCandidates()
                .flatMap(path -> probe.probe(path).stream())
                .findFirst()
                .orElseThrow(() -> new UserError(
                        Code.TOOL_MISSING,
                        choice.map(chosen -> CHOICE + "=" + chosen).orElse("python3"),
                        choice.isPresent() ? "this is no CPython 3 that runs" : "no Python 3 is on PATH",
                        "Install Python 3.9 or newer with its venv module (Debian and Ubuntu: apt install python3"
                                + " python3-venv), or name one in " + CHOICE));
    }

    /**
     * An interpreter to make environments of our own with: the local one, if it will do.
     *
     * @throws UserError ({@code TOOL_MISSING}) if none will do
     */
    public Interpreter forTools() {
        Interpreter local = local();
        return Stream.concat(Stream.of(local), probed(candidates.all().stream()))
                .filter(found -> found.version().compareTo(OLDEST_FOR_TOOLS) >= 0 && found.makesEnvironments())
                .findFirst()
                .orElseThrow(() -> new UserError(
                        Code.TOOL_MISSING,
                        local.executable().toString(),
                        local.version().compareTo(OLDEST_FOR_TOOLS) < 0
                                ? "Python " + local.fullVersion() + " is too old"
                                : "this Python cannot make virtual environments: it has no venv module, or neither"
                                        + " ensurepip nor pip",
                        "Install Python 3.9 or newer with its venv module (Debian and Ubuntu: apt install python3"
                                + " python3-venv), or name one in " + CHOICE));
    }

    private Stream<Interpreter> probed(Stream<Path> paths) {
        return Stream.concat(localCandidates(), paths)
                .flatMap(path -> probe.probe(path).stream())
                .distinct();
    }

    private Stream<Path> localCandidates() {
        Optional<String> choice = variables.get(CHOICE);
        if (choice.isEmpty()) {
            return candidates.onPath("python3").stream();
        }
        return choice.get().contains("/")
                ? Stream.of(Path.of(choice.get()))
                : candidates.onPath(choice.get()).stream().limit(1);
    }
}
