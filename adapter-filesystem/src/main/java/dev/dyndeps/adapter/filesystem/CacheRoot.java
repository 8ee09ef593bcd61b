package dev.dyndeps.adapter.filesystem;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import com.google.common.base.Strings;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user's caches are: {@code $DYNDEPS_CACHE}, else {@code $XDG_CACHE_HOME/dyndeps}, else
 * {@code ~/.cache/dyndeps} (XDG Base Directory specification).
 *
 * @param folder an absolute folder that is there and can be written to
 */
public record CacheRoot(Path folder) {
    /** The environment variable that names the folder. */
    public static final String VARIABLE = "DYNDEPS_CACHE";

    /** A folder of the kernel's that belongs to the user of the process. */
    private static final Path SELF = Path.of("/proc/self");

    private static final String XDG = "XDG_CACHE_HOME";

    /**
     * Finds the folder and makes it, if it is missing, for this user alone (mode 0700).
     *
     * @param environment the process's environment; an empty variable counts as none, and so does an
     *     {@code XDG_CACHE_HOME} that is not absolute, as its specification says
     * @throws UserError ({@code OUTPUT_UNWRITABLE}) if it cannot be made or written to, or everybody can write to it, or
     *     it is another user's: programs are run from it
     */
    public static CacheRoot resolve(Map<String, String> environment) {
        Path folder = choose(environment).toAbsolutePath().normalize();
        try {
            Folders.makePrivate(folder);
            if (!Files.isWritable(folder)) {
                throw unusable(folder, "it cannot be written to");
            }
            if (isOfAnother(folder)) {
                throw unusable(folder, "it belongs to another user, whose programs would be run from it");
            }
            if (Files.getPosixFilePermissions(folder).contains(OTHERS_WRITE)) {
                throw unusable(folder, "every user can write to it, and programs are run from it");
            }
            return new CacheRoot(folder);
        } catch (IOException e) {
            throw unusable(folder, "it cannot be made: " + Reasons.of(e));
        }
    }

    private static Path choose(Map<String, String> environment) {
        String own = Strings.nullToEmpty(environment.get(VARIABLE));
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = Strings.nullToEmpty(environment.get(XDG));
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, "dyndeps");
        }
        String home = Strings.nullToEmpty(environment.get("HOME"));
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".cache", "dyndeps");
    }

    /** Whether its owner is none that this process makes files for; where that cannot be told, it is not. */
    private static boolean isOfAnother(Path folder) throws IOException {
        return Files.isDirectory(SELF) && !Files.getOwner(folder).equals(Files.getOwner(SELF));
    }

    private static UserError unusable(Path folder, String why) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE,
                folder.toString(),
                "the cache folder cannot be used: " + why,
                "Set " + VARIABLE + " to a folder of your own");
    }

    /** The folder of the {@link DiskWheelCache}. */
    public Path wheels() {
        return folder.resolve("wheels");
    }

    /** The folder of the {@link DiskWheelhouseCache}. */
    public Path wheelhouses() {
        return folder.resolve("wheelhouses");
    }

    /** The folder of the {@link DiskNotes} of what was built. */
    public Path builds() {
        return folder.resolve("builds");
    }

    /** The folder of the {@link TempWorkspaces}; on the cache's file system, so that files move between them by links. */
    public Path temp() {
        return folder.resolve("tmp");
    }
}
