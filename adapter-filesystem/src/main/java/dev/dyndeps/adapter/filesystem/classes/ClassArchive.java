package dev.dyndeps.adapter.filesystem.classes;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.domain.UserError;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The archive of the program's classes, from which a JVM starts faster than from jars (class-data sharing). It is made by a
 * process of its own behind the first command, and again when the Java or a jar is another. Beside it stands what it was
 * made of, with the archive's size in front: a launcher gives the JVM none that was cut off or written to since, because that
 * would end it.
 *
 * @param file the archive
 * @param made says what the archive was made of; written after it
 * @param making a folder that is there while a process makes the archive, and holds what is not finished
 */
public record ClassArchive(Path file, Path made, Path making) {
    /** The system property by which the launchers say where the archive is, without the suffixes; unset if none is wanted. */
    static final String PROPERTY = "dyndeps.classes";

    /** An archive is made in seconds; who takes this long has been killed. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What would change what the JVMs load. */
    private static final ImmutableList<String> JVM_VARIABLES =
            ImmutableList.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    static ClassArchive at(Path stem) {
        Path folder = stem.toAbsolutePath().normalize();
        return new ClassArchive(
                folder.resolveSibling(folder.getFileName() + ".jsa"),
                folder.resolveSibling(folder.getFileName() + ".made"),
                folder.resolveSibling(folder.getFileName() + ".making"));
    }

    /**
     * Has the archive made, if a launcher wants one and there is none of this program as it is. Never fails.
     *
     * @param usual a class of the program whose {@code main} loads what is to be in the archive; it is given an empty folder
     */
    public static void refresh(Map<String, String> environment, Class<?> usual) {
        Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).ifPresent(stem -> {
            try {
                ClassArchive archive = at(stem);
                if (!archive.isCurrent() && archive.isIn(CacheRoot.resolve(environment)) && archive.begin()) {
                    archive.makeBehind(stem, usual);
                }
            } catch (IOException | UserError e) {
                // Without an archive commands start as they did: nothing to trouble the user with.
            }
        });
    }

    private boolean isCurrent() throws IOException {
        if (!Files.exists(made) || isChanged()) {
            return false;
        }
        String text = Files.readString(made);
        int line = text.indexOf('\n');
        long size = Files.exists(file) ? Files.size(file) : 0;
        return text.substring(0, Math.max(line, 0)).equals(Long.toString(size))
                && text.substring(line + 1).equals(origin());
    }

    /** Whether somebody wrote to the archive when it had been made. */
    private boolean isChanged() throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(made)) > 0;
    }

    /** The Java and the jars, as the JVM itself compares them, in readable form. */
    private static String origin() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String property : ImmutableList.of("java.home", "java.vm.vendor", "java.vm.version")) {
            text.append(System.getProperty(property)).append('\n');
        }
        for (String jar : Splitter.on(File.pathSeparatorChar).split(System.getProperty("java.class.path", ""))) {
            BasicFileAttributes attributes = Files.readAttributes(Path.of(jar), BasicFileAttributes.class);
            text.append(jar).append(' ').append(attributes.size());
            text.append(' ').append(attributes.lastModifiedTime().toMillis()).append('\n');
        }
        return text.toString();
    }

    /** The launcher and the program must agree on the cache: the folder's owner and mode are checked there. */
    private boolean isIn(CacheRoot cache) throws IOException {
        Path folder = cache.folder().resolve("classes");
        if (!folder.equals(file.getParent())) {
            return false;
        }
        Files.createDirectories(folder);
        return true;
    }

    /** Whether it is this process that has the archive made. */
    private boolean begin() throws IOException {
        try {
            if (Files.exists(making) && age().compareTo(PATIENCE) > 0) {
                end();
            }
            Files.createDirectory(making);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A clock may have been set back. */
    private Duration age() throws IOException {
        return Duration.between(Files.getLastModifiedTime(making).toInstant(), Instant.now())
                .abs();
    }

    private void makeBehind(Path stem, Class<?> usual) throws IOException {
        try {
            java(ImmutableList.of(MakeClassArchive.class.getName(), stem.toString(), usual.getName()))
                    .start();
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** A JVM as this one, with nothing to read and nobody to tell. */
    ProcessBuilder java(ImmutableList<String> arguments) {
        ProcessBuilder process = new ProcessBuilder(ImmutableList.<String>builder()
                        .add(Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString())
                        .add("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path", ""))
                        .addAll(arguments)
                        .build())
                .directory(making.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        process.environment().keySet().removeAll(JVM_VARIABLES);
        return process;
    }

    /** Puts the archive in its place; of an empty file only that there can be none, so that nobody tries again. */
    void publish(Path part) throws IOException {
        long size = Files.size(part);
        Path text = Files.writeString(making.resolve("made"), size + "\n" + origin());
        if (size > 0) {
            AtomicMove.of(part, file);
        } else {
            Files.deleteIfExists(file);
        }
        AtomicMove.of(text, made);
    }

    void end() throws IOException {
        MoreFiles.deleteRecursively(making, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
