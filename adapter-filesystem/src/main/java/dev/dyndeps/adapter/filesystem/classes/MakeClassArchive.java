package dev.dyndeps.adapter.filesystem.classes;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Makes a {@link ClassArchive}: which classes the program's usual work loads, and from this list the archive. */
final class MakeClassArchive {
    private static final long MINUTES = 5;

    private MakeClassArchive() {}

    /**
     * @param args where the archive is, as the launchers say it, and the name of the class that does the usual work; its
     *     making must have begun
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ClassArchive archive = ClassArchive.at(Path.of(args[0]));
        try {
            archive.publish(make(archive, args[1]));
        } finally {
            archive.end();
        }
    }

    /** The archive, not yet in its place; an empty file if this Java can make none. */
    private static Path make(ClassArchive archive, String usual) throws IOException, InterruptedException {
        Path list = archive.making().resolve("list");
        Path part = archive.making().resolve("archive");
        Path work = Files.createDirectory(archive.making().resolve("work"));
        boolean made = run(archive, "-XX:DumpLoadedClassList=" + list, usual, work.toString())
                && run(archive, "-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + part);
        if (!made) {
            Files.deleteIfExists(part);
            Files.createFile(part);
        }
        return part;
    }

    private static boolean run(ClassArchive archive, String... arguments) throws IOException, InterruptedException {
        Process process = archive.java(ImmutableList.copyOf(arguments)).start();
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
