package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.adapter.python.PipOutput;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.packaging.HttpStatuses;
import dev.dyndeps.adapter.python.packaging.IndexFailure;
import dev.dyndeps.adapter.python.packaging.Logs;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.python.packaging.TargetOptions;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.ToolError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings files by URL with {@code pip download}, which knows the operator's credentials, certificates and cache. */
record PipDownload(PipTools tools, ManagedEnvironment environment) {
    private static final Duration LIMIT = Duration.ofHours(2);

    /** The digest of a file whose index names none. */
    HashCode digestOf(WheelName name, URI url, Path folder) throws IOException {
        if ("file".equals(url.getScheme())) {
            return sha256(Path.of(url));
        }
        Files.createDirectories(folder);
        int minor = DownloadPart.minor(name).orElse(DownloadPart.ANY_MINOR);
        ImmutableList<String> options = TargetOptions.of(minor, ImmutableList.of(name));
        run(options, ImmutableList.of(name.name() + " @ " + url), folder, OutputListener.NONE);
        return sha256(folder.resolve(name.fileName()));
    }

    static HashCode sha256(Path file) throws IOException {
        return com.google.common.io.Files.asByteSource(file.toFile()).hash(Hashing.sha256());
    }

    /** Downloads what the lines of a requirements file name into the folder. */
    void run(List<String> options, List<String> lines, Path folder, OutputListener listener) throws IOException {
        Path requirements = Files.createTempFile(folder, "requirements", ".txt");
        Path log = Logs.next(tools.cacheRoot(), "download");
        try {
            Files.write(requirements, lines);
            List<String> arguments = ImmutableList.<String>builder()
                    .addAll(PipTools.python(environment))
                    .add("-m", "pip", "download", "--no-deps", "--dest", folder.toString())
                    .addAll(options)
                    .add("-r", requirements.toString())
                    .build();
            Command command = Command.of(tools.pipVariables(), arguments)
                    .in(folder)
                    .within(LIMIT)
                    .loggedTo(log)
                    .heardBy(listener);
            ProcessResult result = tools.runner().run(command);
            if (!result.ok()) {
                throw failure(command, result, log);
            }
            Logs.drop(log);
        } finally {
            Files.deleteIfExists(requirements);
        }
    }

    private static RuntimeException failure(Command command, ProcessResult result, Path log) {
        if (result.tail().stream().anyMatch(line -> line.contains("DO NOT MATCH THE HASHES"))) {
            String lines = String.join(
                    ", ",
                    result.tail().stream()
                            .map(String::strip)
                            .filter(line -> line.startsWith("Expected sha256")
                                    || line.startsWith("Got ")
                                    || line.contains(" from http"))
                            .toList());
            return new UserError(
                    Code.LOCK_MISMATCH,
                    "the package index",
                    "a file has another digest than was asked for: " + lines,
                    "Find out who changed it, or make the lock file anew; pip's own words are in " + log);
        }
        Optional<String> index = IndexFailure.in(result.tail());
        Optional<String> missing = result.tail().stream()
                .filter(line -> HttpStatuses.in(line).contains(404))
                .findFirst();
        return index.or(() -> missing)
                .<RuntimeException>map(line -> IndexFailure.error("a wheel could not be downloaded", line))
                .orElseGet(() -> new ToolError(
                        result.timedOut() ? "pip took too long to download" : "pip failed to download",
                        "Read the whole output in " + log,
                        command.redacted(),
                        result.exitCode(),
                        PipOutput.linesThatMatter(result.tail()),
                        Optional.of(log)));
    }
}
