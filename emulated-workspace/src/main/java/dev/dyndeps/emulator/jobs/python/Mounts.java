package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The workspace's files as tasks see them: a folder that stands for the root of the file system.
 *
 * @param root with {@code Volumes}, {@code Workspace} and, where there is one, {@code dbfs}
 */
record Mounts(Path root) {
    private static final List<String> WITHOUT_DBFS = List.of("Volumes", "Workspace");

    /** A view of them without DBFS: links in a folder, made if it is missing. */
    Mounts withoutDbfs(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : WITHOUT_DBFS) {
            Path target = Files.createDirectories(root.resolve(name));
            try {
                Files.createSymbolicLink(folder.resolve(name), target);
            } catch (FileAlreadyExistsException madeBefore) {
                // One view serves all.
            }
        }
        return new Mounts(folder);
    }

    /**
     * Where a script is.
     *
     * @param name as the task names it
     * @throws CannotStart if it is not there
     */
    Path script(String name) throws CannotStart {
        String path = name.startsWith("dbfs:/") ? name.substring("dbfs:".length()) : name;
        String mounted = name.startsWith("dbfs:/") && !path.startsWith("/Volumes/") ? "/dbfs" + path : path;
        boolean known =
                mounted.startsWith("/dbfs/") || mounted.startsWith("/Volumes/") || mounted.startsWith("/Workspace/");
        Path file = root.resolve(mounted.substring(1)).normalize();
        if (!known || !file.startsWith(root) || !Files.isRegularFile(file)) {
            throw new CannotStart(
                    TerminationCode.RUN_EXECUTION_ERROR,
                    "Cannot read the python file " + name + ". Please check driver logs for more details.");
        }
        return file;
    }
}
