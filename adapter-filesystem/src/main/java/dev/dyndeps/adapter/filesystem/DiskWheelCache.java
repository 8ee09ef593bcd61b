package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Wheels under {@code <first two digits>/<sha256>/<file name>}, shared by all processes of a user without a lock: a wheel
 * appears by one rename, from a workspace, and is never changed or deleted.
 *
 * <p>A wheel's content is hashed when it is found, once per start of the machine: see {@link HashStamp} for what is
 * believed in between. A damaged wheel is as good as none, and the next one that is kept replaces it.
 */
public final class DiskWheelCache implements WheelhouseCache {
    private final Path folder;
    private final Workspaces workspaces;
    private final HashStamp stamp;

    /**
     * @param folder where the wheels are, made when the first is kept
     * @param workspaces makes folders on the same file system; elsewhere nothing would be kept
     */
    public DiskWheelCache(Path folder, Workspaces workspaces) {
        this(folder, workspaces, HashStamp.ofThisBoot());
    }

    DiskWheelCache(Path folder, Workspaces workspaces, HashStamp stamp) {
        this.folder = folder;
        this.workspaces = workspaces;
        this.stamp = stamp;
    }

    @Override
    public Optional<Path> find(HashCode sha256, String fileName) {
        Path kept = place(sha256, fileName);
        try {
            return Files.isRegularFile(kept, NOFOLLOW_LINKS) && isWhole(kept, sha256)
                    ? Optional.of(kept)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole(Path kept, HashCode sha256) throws IOException {
        if (stamp.isOn(kept)) {
            return true;
        }
        Optional<String> before = stamp.identity(kept);
        if (!MoreFiles.asByteSource(kept).hash(Hashing.sha256()).equals(sha256)) {
            return false;
        }
        if (before.isPresent()) {
            stamp.put(kept, before.get());
        }
        return true;
    }

    @Override
    public Path keep(HashCode sha256, Path file) {
        String fileName = file.getFileName().toString();
        return find(sha256, fileName).orElseGet(() -> bring(file, place(sha256, fileName)));
    }

    private Path bring(Path file, Path kept) {
        try (Workspace workspace = workspaces.open()) {
            Path whole = linkOrCopy(
                    file.toRealPath(),
                    workspace.folder().resolve(kept.getFileName().toString()));
            Folders.makePrivate(Folders.of(kept));
            if (Files.isDirectory(kept, NOFOLLOW_LINKS)) {
                Folders.delete(kept);
            }
            Files.move(whole, kept, ATOMIC_MOVE);
            return kept;
        } catch (IOException | UserError unusable) {
            return file;
        }
    }

    private static Path linkOrCopy(Path file, Path to) throws IOException {
        try {
            return Files.createLink(to, file);
        } catch (IOException | UnsupportedOperationException otherFileSystemOrOwner) {
            return Files.copy(file, to);
        }
    }

    private Path place(HashCode sha256, String fileName) {
        if (fileName.isEmpty() || fileName.startsWith(".") || fileName.indexOf('/') >= 0) {
            throw new IllegalArgumentException("no file name of a wheel: " + fileName);
        }
        String digest = sha256.toString();
        return folder.resolve(digest.substring(0, 2)).resolve(digest).resolve(fileName);
    }
}
