package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Wheels under {@code <first two digits>/<sha256>/<file name>}, shared by all processes of a user without a lock: a wheel
 * appears by one rename, from a workspace, and is never changed. Who uses one has a link to it, so that it is not lost
 * when the cache is pruned, and its links tell that somebody does.
 *
 * <p>What was found in a wheel is kept beside it ({@link WheelFacts}) and believed as long as the wheel is the same file
 * ({@link FileSeal}); after a start of the machine it is hashed once more. A damaged wheel is as good as none, and the
 * next one that is kept replaces it.
 */
public final class DiskWheelCache implements WheelCache {
    private final Path folder;
    private final Workspaces workspaces;
    private final WheelReader reader;
    private final FileSeal seal;

    /**
     * @param folder where the wheels are, made when the first is kept
     * @param workspaces makes folders on the same file system; elsewhere nothing would be kept
     * @param reader reads wheels of which nothing is known any more
     */
    public DiskWheelCache(Path folder, Workspaces workspaces, WheelReader reader) {
        this(folder, workspaces, reader, FileSeal.ofThisBoot());
    }

    DiskWheelCache(Path folder, Workspaces workspaces, WheelReader reader, FileSeal seal) {
        this.folder = folder;
        this.workspaces = workspaces;
        this.reader = reader;
        this.seal = seal;
    }

    @Override
    public Optional<KeptWheel> find(HashCode sha256, String fileName, Path into) {
        Path kept = place(sha256, fileName);
        try {
            if (!Files.isRegularFile(kept, NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Path file = link(kept, into.resolve(sha256.toString()).resolve(fileName));
            Optional<WheelContents> contents = contents(kept, file, sha256);
            if (contents.isPresent()) {
                LastUse.isNow(WheelFacts.beside(kept));
            } else if (!file.equals(kept)) {
                Files.delete(file);
            }
            return contents.map(found -> new KeptWheel(file, found));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same for who need not know what is in it. */
    Optional<Path> file(HashCode sha256, String fileName, Path into) {
        Path kept = place(sha256, fileName);
        try {
            Optional<String> identity = WheelFacts.identity(kept, sha256);
            if (identity.isPresent() && identity.equals(seal.identity(kept))) {
                Path file = link(kept, into.resolve(sha256.toString()).resolve(fileName));
                LastUse.isNow(WheelFacts.beside(kept));
                return Optional.of(file);
            }
        } catch (IOException e) {
            // looked at again below
        }
        return find(sha256, fileName, into).map(KeptWheel::file);
    }

    /** What is in a kept wheel; empty if it is damaged. */
    private Optional<WheelContents> contents(Path kept, Path file, HashCode sha256) throws IOException {
        Optional<WheelFacts> facts = WheelFacts.read(kept)
                .filter(known -> known.contents().sha256().equals(sha256)
                        && known.contents().name().fileName().equals(String.valueOf(kept.getFileName())));
        if (facts.isPresent() && seal.identity(file).equals(facts.map(WheelFacts::identity))) {
            return facts.map(WheelFacts::contents);
        }
        Optional<String> before = seal.put(file);
        Optional<WheelContents> contents = facts.isPresent() ? rehashed(file, facts.get()) : read(file, sha256);
        if (contents.isPresent() && before.isPresent() && seal.identity(file).equals(before)) {
            tryWrite(kept, new WheelFacts(before.get(), contents.get()));
        }
        return contents;
    }

    private static Optional<WheelContents> rehashed(Path file, WheelFacts facts) throws IOException {
        HashCode found = MoreFiles.asByteSource(file).hash(Hashing.sha256());
        return Optional.of(facts.contents()).filter(known -> known.sha256().equals(found));
    }

    private Optional<WheelContents> read(Path file, HashCode sha256) {
        try {
            return Optional.of(reader.read(file)).filter(found -> found.sha256().equals(sha256));
        } catch (UserError damaged) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(Path wheel, WheelContents contents) {
        Path kept = place(contents.sha256(), contents.name().fileName());
        try {
            Optional<String> known = WheelFacts.identity(kept, contents.sha256());
            if (known.isPresent() && known.equals(seal.identity(kept))) {
                return;
            }
        } catch (IOException none) {
            // kept now
        }
        try (Workspace workspace = workspaces.open()) {
            Path whole = linkOrCopy(
                    wheel.toRealPath(),
                    workspace.folder().resolve(contents.name().fileName()));
            if (Files.size(whole) == contents.size()) {
                Optional<String> identity = seal.put(whole);
                bring(whole, kept);
                if (identity.isPresent()) {
                    tryWrite(kept, new WheelFacts(identity.get(), contents));
                }
            }
        } catch (IOException | UserError unusable) {
            // an empty cache
        }
    }

    private static void bring(Path whole, Path kept) throws IOException {
        Folders.makePrivate(Folders.of(kept));
        if (Files.isDirectory(kept, NOFOLLOW_LINKS)) {
            Folders.delete(kept);
        }
        Files.move(whole, kept, ATOMIC_MOVE);
    }

    private static void tryWrite(Path kept, WheelFacts facts) {
        try {
            facts.write(kept);
        } catch (IOException fullOrReadOnly) {
            // read each time
        }
    }

    /** A link at {@code place}; where there can be none, the file itself. */
    private static Path link(Path file, Path place) throws IOException {
        try {
            Folders.makePrivate(Folders.of(place));
            return Files.createLink(place, file);
        } catch (FileAlreadyExistsException again) {
            if (Files.isSameFile(place, file)) {
                return place;
            }
            Files.delete(place); // of a wheel that was damaged and is not any more
            return Files.createLink(place, file);
        } catch (NoSuchFileException pruned) {
            throw pruned;
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
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
