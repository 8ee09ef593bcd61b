package dev.dyndeps.adapter.python;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.ToolError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Virtual environments of the program's own, each made once for its interpreter and its packages and kept in
 * {@code CACHE/environments}. Many processes may ask at once: one makes it, the others wait. A virtual environment
 * cannot be moved once it is made, so it is made in its place, and counts only when its stamp, written last, is there;
 * what a killed process left is removed by the next. Nothing is ever installed elsewhere.
 */
public final class ManagedEnvironments {
    private static final String STAMP = ".complete";
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final ProcessRunner runner;
    private final Variables variables;
    private final Path cacheRoot;

    /**
     * @param variables the operator's: the index settings among them hold
     * @param cacheRoot the program's cache folder, made if missing
     */
    public ManagedEnvironments(ProcessRunner runner, Variables variables, Path cacheRoot) {
        this.runner = runner;
        this.variables = PipVariables.forPip(variables);
        this.cacheRoot = cacheRoot.toAbsolutePath().normalize();
    }

    /** Whether this environment was made already. */
    public boolean has(String purpose, Interpreter interpreter, ImmutableList<String> packages) {
        return isComplete(at(folder(purpose, interpreter, packages), interpreter));
    }

    /** The folder of an environment with exactly these packages, of whatever interpreter, if one was made already. */
    public Optional<Path> existing(String purpose, ImmutableList<String> packages) {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(cacheRoot.resolve("environments"), purpose + "-*")) {
            for (Path folder : folders) {
                Path stamp = folder.resolve(STAMP);
                if (Files.isExecutable(python(folder))
                        && Files.isRegularFile(stamp)
                        && Files.readString(stamp).equals(stamp(packages))) {
                    used(stamp);
                    return Optional.of(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException none) {
            // None that could be read.
        }
        return Optional.empty();
    }

    /**
     * The environment with exactly these packages, and what they need, made now if there is none yet.
     *
     * @param purpose a short word for its name and for messages, such as {@code tools}
     * @param packages pinned, such as {@code pip==26.0.1}
     * @throws UserError ({@code TOOL_MISSING}) if the interpreter cannot make one; ({@code OUTPUT_UNWRITABLE}) if the
     *     cache folder cannot be written to
     * @throws ToolError if pip cannot install the packages; nothing is left then but its log
     * @throws Interrupted if this thread is interrupted
     */
    public ManagedEnvironment get(
            String purpose, Interpreter interpreter, ImmutableList<String> packages, ProgressListener progress) {
        ManagedEnvironment environment = at(folder(purpose, interpreter, packages), interpreter);
        if (isComplete(environment)) {
            used(environment.folder().resolve(STAMP));
            return environment;
        }
        if (!interpreter.makesEnvironments()) {
            throw cannotMake(interpreter);
        }
        Path lockFile = environment.folder().resolveSibling(environment.folder().getFileName() + ".lock");
        try {
            Files.createDirectories(environment.folder().getParent());
            FolderLock.holding(
                    lockFile,
                    () -> progress.note("waiting for another process that makes the " + purpose + " environment"),
                    () -> {
                        if (!isComplete(environment)) {
                            make(purpose, environment, packages, progress);
                        }
                    });
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    environment.folder().toString(),
                    "the " + purpose + " environment cannot be written: " + e.getMessage(),
                    "Free some space there or choose another cache folder");
        }
        return environment;
    }

    /** Whoever makes room in the cache begins with what was not of use for the longest time. */
    private static void used(Path stamp) {
        try {
            Files.setLastModifiedTime(stamp, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException readOnly) {
            // it counts as older than it is
        }
    }

    private void make(
            String purpose, ManagedEnvironment environment, ImmutableList<String> packages, ProgressListener progress)
            throws IOException {
        progress.stage(
                "environment",
                "making the " + purpose + " environment (" + Joiner.on(", ").join(packages) + ", once)");
        remove(environment.folder());
        boolean made = false;
        try {
            makeEmpty(purpose, environment, progress);
            ImmutableList.Builder<String> install = ImmutableList.builder();
            install.add(environment.python().toString(), "-I", "-X", "utf8", "-m", "pip", "install");
            run(purpose, install.addAll(packages).build(), progress);
            Files.writeString(environment.folder().resolve(STAMP), stamp(packages));
            made = true;
        } finally {
            if (!made) {
                remove(environment.folder());
            }
        }
    }

    /** With pip in it: the interpreter's own, or one of the index where it has none to give (Debian without python3-venv). */
    private void makeEmpty(String purpose, ManagedEnvironment environment, ProgressListener progress) {
        String python = environment.interpreter().executable().toString();
        String folder = environment.folder().toString();
        if (environment.interpreter().bringsPip()) {
            run(purpose, List.of(python, "-I", "-m", "venv", folder), progress);
        } else {
            String version = "python" + environment.interpreter().version();
            Path packages = environment.folder().resolve("lib").resolve(version).resolve("site-packages");
            run(purpose, List.of(python, "-I", "-m", "venv", "--without-pip", folder), progress);
            run(
                    purpose,
                    List.of(python, "-I", "-X", "utf8", "-m", "pip", "install", "--target", packages.toString(), "pip"),
                    progress);
        }
    }

    private void run(String purpose, List<String> arguments, ProgressListener progress) {
        Path log = cacheRoot.resolve("logs").resolve("environment-" + purpose + ".log");
        Command command = Command.of(variables, arguments)
                .within(LIMIT)
                .loggedTo(log)
                .heardBy((source, line) -> {
                    if (line.startsWith("Collecting ") || line.startsWith("Installing ")) {
                        progress.note(line);
                    }
                });
        ProcessResult result = runner.run(command);
        if (!result.ok()) {
            throw new ToolError(
                    "the " + purpose + " environment could not be made"
                            + (result.timedOut() ? " within " + LIMIT.toMinutes() + " minutes" : ""),
                    "Check the network and pip's index settings (pip config list) and run again",
                    command.redacted(),
                    result.exitCode(),
                    PipOutput.linesThatMatter(result.tail()),
                    Optional.of(log));
        }
    }

    private Path folder(String purpose, Interpreter interpreter, ImmutableList<String> packages) {
        String key = interpreter.executable() + "\n" + interpreter.fullVersion() + "\n"
                + Joiner.on('\n').join(ImmutableList.sortedCopyOf(packages));
        String digest = Hashing.sha256()
                .hashString(key, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 12);
        return cacheRoot.resolve("environments").resolve(purpose + "-" + digest);
    }

    private static ManagedEnvironment at(Path folder, Interpreter interpreter) {
        return new ManagedEnvironment(folder, python(folder), interpreter);
    }

    private static Path python(Path folder) {
        return folder.resolve("bin").resolve("python3");
    }

    private static String stamp(ImmutableList<String> packages) {
        return Joiner.on('\n').join(packages) + "\n";
    }

    private static boolean isComplete(ManagedEnvironment environment) {
        // The interpreter is a link to the one it was made of, which may have been removed since.
        return Files.exists(environment.folder().resolve(STAMP)) && Files.isExecutable(environment.python());
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            // The stamp goes first: a removal that is cut short must not leave a folder that looks whole.
            Files.deleteIfExists(folder.resolve(STAMP));
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static UserError cannotMake(Interpreter interpreter) {
        return new UserError(
                Code.TOOL_MISSING,
                interpreter.executable().toString(),
                "this Python cannot make virtual environments: it has no venv module, or neither ensurepip nor pip",
                "Install them (Debian and Ubuntu: apt install python3-venv), or name another Python in "
                        + Interpreters.CHOICE);
    }
}
