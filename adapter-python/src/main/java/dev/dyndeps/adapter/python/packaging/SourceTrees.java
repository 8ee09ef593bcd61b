package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a source ready to be built: a folder, with a build system, with the same modes everywhere. */
final class SourceTrees {
    private static final String SETUPTOOLS = """

            [build-system]
            requires = ["setuptools>=61", "wheel"]
            build-backend = "setuptools.build_meta:__legacy__"
            """;
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private SourceTrees() {}

    /** The folder to build; a source distribution is unpacked into {@code folder}. */
    static Path prepare(
            ProcessRunner runner, ImmutableList<String> python, SourceTree source, Variables variables, Path folder)
            throws IOException {
        boolean sdist = Files.isRegularFile(source.path());
        Path tree = sdist ? unpack(runner, python, source, variables, folder) : source.path();
        Path project = tree.resolve("pyproject.toml");
        boolean supply = source.suppliedBuildSystem() || (sdist && !Files.exists(project));
        if (supply) {
            // A table may follow at the end of any TOML document that has none of that name.
            Files.writeString(project, SETUPTOOLS, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        normaliseModes(tree);
        return tree;
    }

    private static Path unpack(
            ProcessRunner runner, ImmutableList<String> python, SourceTree source, Variables variables, Path folder)
            throws IOException {
        Path tree = Files.createDirectories(folder.resolve("source"));
        ImmutableList<String> arguments = ImmutableList.<String>builder()
                .addAll(python)
                .add("-c", PipTools.script("unpack.py"))
                .add(source.path().toAbsolutePath().toString(), tree.toString())
                .build();
        ProcessResult result = runner.run(Command.of(variables, arguments));
        if (!result.ok()) {
            throw new UserError(
                    Code.PROJECT_INVALID,
                    source.where(),
                    "this source distribution cannot be unpacked: "
                            + result.tail().stream().reduce((a, b) -> b).orElse(""),
                    "Make it again, with python -m build --sdist");
        }
        return tree;
    }

    /** Modes get into wheels, and those on disk depend on who unpacked the source. */
    private static void normaliseModes(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(file, PROGRAM);
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(file, Files.isExecutable(file) ? PROGRAM : FILE);
                }
            }
        }
    }
}
