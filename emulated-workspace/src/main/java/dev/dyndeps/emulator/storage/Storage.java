package dev.dyndeps.emulator.storage;

import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** All storage of a workspace, in one folder: {@code dbfs}, {@code Volumes} and {@code Workspace}. */
public final class Storage implements Endpoints {
    private final Path root;
    private final Permissions permissions = new Permissions();
    private final StorageSettings settings = new StorageSettings();
    private final InstantSource clock;

    public Storage(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
        makeFolder(root.resolve("dbfs"));
        makeFolder(root.resolve("Volumes"));
        makeFolder(root.resolve("Workspace"));
    }

    /** Makes a volume and says where it is on the disk; its path in the workspace is {@code /Volumes/CATALOG/SCHEMA/NAME}. */
    public Path createVolume(String catalog, String schema, String name) {
        return makeFolder(
                root.resolve("Volumes").resolve(catalog).resolve(schema).resolve(name));
    }

    /** Makes the folder that each user of a workspace has. */
    public void createHome(String user) {
        makeFolder(root.resolve("Workspace").resolve("Users").resolve(user));
    }

    /** Who may not do what; paths of DBFS begin with {@code dbfs:/}, the others with {@code /Volumes} or {@code /Workspace}. */
    public Permissions permissions() {
        return permissions;
    }

    /** Limits that tests lower. */
    public StorageSettings settings() {
        return settings;
    }

    @Override
    public void register(Routes routes) {
        Path incoming = root.resolve(".incoming");
        new DbfsEndpoints(new Tree(root.resolve("dbfs"), incoming, "dbfs:", permissions), settings, clock)
                .register(routes);
        new FilesEndpoints(new Tree(root, incoming, "", permissions), settings).register(routes);
        Tree objects = new Tree(root.resolve("Workspace"), incoming, "/Workspace", permissions);
        new ObjectsEndpoints(objects).register(routes);
        new FolderPermissionsEndpoints(objects).register(routes);
    }

    private static Path makeFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
