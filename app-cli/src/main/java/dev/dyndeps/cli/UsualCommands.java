package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.reflect.ClassPath;
import com.google.common.reflect.ClassPath.ClassInfo;
import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.adapter.http.HttpWheelFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Runs what people run most, on examples, so that the JVM sees which classes that takes. */
final class UsualCommands {
    /** Nothing is fetched here, and nobody presses Ctrl-C; what that takes of Java is loaded by its name. */
    private static final ImmutableList<String> BY_NAME = ImmutableList.of(
            "java.base/com/sun/crypto/provider",
            "java.base/sun/security/provider/certpath",
            "java.base/sun/security/ssl",
            "java.base/sun/security/validator",
            "java.net.http/java/net/http",
            "java.net.http/jdk/internal/net/http",
            "jdk.crypto.ec/sun/security/ec",
            "jdk.unsupported/sun/misc");

    private static final ImmutableSet<String> PACKAGES =
            ImmutableSet.of(HttpWheelFetcher.class.getPackageName(), UsualCommands.class.getPackageName());

    private final Path folder;
    private final ImmutableMap<String, String> environment;

    private UsualCommands(Path folder) {
        this.folder = folder;
        this.environment = ImmutableMap.of(
                "DYNDEPS_CACHE", folder.resolve("cache").toString(),
                "UV_CACHE_DIR", folder.resolve("uv").toString(),
                "PIP_CONFIG_FILE", "/dev/null",
                "PIP_NO_INDEX", "1",
                "PIP_FIND_LINKS", folder.resolve("wheels").toString());
    }

    /** @param args an empty folder to work in */
    public static void main(String[] args) throws IOException {
        UsualCommands commands = new UsualCommands(Path.of(args[0]));
        commands.withoutPython();
        commands.withUv();
        loadByName();
    }

    private void withoutPython() throws IOException {
        Path zipped = example("pure_python.zip");
        String example = zipped.toString();
        String unpacked = unpack(zipped, Files.createDirectory(folder.resolve("unpacked")))
                .toString();
        Path out = Files.createDirectory(folder.resolve("out"));
        run("--help");
        run("--version");
        run("build", "--help");
        run("inspect", example);
        run("inspect", "--json", example);
        run("build", "--json", "-o", out.toString(), example);
        run("build", "-o", out.toString(), example);
        run("build", "--json", "-o", out.toString(), unpacked);
        for (Path file : MoreFiles.listFiles(out)) {
            if (file.toString().endsWith(".zip")) {
                run("verify", file.toString());
            }
        }
        run("inspect", folder.resolve("missing").toString());
    }

    /** Resolves requirements, cold and warm, with the uv that this program has made for itself, if it has. */
    private void withUv() throws IOException {
        Path environments = CacheRoot.resolve(System.getenv()).folder().resolve("environments");
        Path here = Files.createDirectories(folder.resolve("cache").resolve("environments"));
        boolean found = false;
        for (Path made : Files.exists(environments) ? MoreFiles.listFiles(environments) : ImmutableList.<Path>of()) {
            if (Files.isDirectory(made) && made.getFileName().toString().startsWith("uv-")) {
                Files.createSymbolicLink(here.resolve(made.getFileName()), made);
                found = true;
            }
        }
        if (found) {
            unpack(example("existing_wheels.zip"), Files.createDirectory(folder.resolve("wheels")));
            Path requirements = Files.writeString(folder.resolve("requirements.txt"), "marks\n");
            String out = folder.resolve("out").toString();
            run("build", "--json", "-o", out, requirements.toString());
            run("build", "-o", out, requirements.toString());
        }
    }

    private static void loadByName() throws IOException {
        ClassLoader ours = UsualCommands.class.getClassLoader();
        for (ClassInfo info : ClassPath.from(ours).getAllClasses()) {
            if (PACKAGES.contains(info.getPackageName())) {
                load(info.getName(), ours);
            }
        }
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
        for (String place : BY_NAME) {
            Path module = modules.resolve(place.substring(0, place.indexOf('/')));
            try (Stream<Path> files = Files.walk(modules.resolve(place))) {
                files.map(file -> module.relativize(file).toString())
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(name -> load(name, ClassLoader.getPlatformClassLoader()));
            }
        }
    }

    /** One that another Java doesn't have, or doesn't load, is not in the archive. */
    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // as said
        }
    }

    private Path example(String name) {
        return new ResourceExamples().copy(name, folder);
    }

    private static Path unpack(Path archive, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                MoreFiles.createParentDirectories(file);
                Files.copy(zip, file);
            }
        }
        return into;
    }

    private void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Cli.run(arguments, environment, nowhere, nowhere);
    }
}
