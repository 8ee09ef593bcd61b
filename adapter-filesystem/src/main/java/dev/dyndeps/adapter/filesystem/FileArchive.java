package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Funnels;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.filesystem.SeenFile.Use;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.port.DependencyArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files where they lie. */
final class FileArchive implements DependencyArchive {
    private static final ImmutableMap<PosixFilePermission, PosixFilePermission> EXECUTE_FOR_READ =
            ImmutableMap.of(OWNER_READ, OWNER_EXECUTE, GROUP_READ, GROUP_EXECUTE, OTHERS_READ, OTHERS_EXECUTE);

    private final ImmutableSortedMap<ArchivePath, SeenFile> files;
    private final ArchiveListing listing;
    private final Digest kind;
    private Optional<HashCode> digest = Optional.empty();

    /** What the digest of an input is. */
    enum Digest {
        /** Of one file: that of its bytes. */
        OF_THE_ONE,
        /** Of a folder: that of the path, mode, size and bytes of each file, in the order of the paths. */
        OF_ALL
    }

    FileArchive(ImmutableSortedMap<ArchivePath, SeenFile> files, ImmutableList<String> warnings, Digest kind) {
        this.files = files;
        this.listing = new ArchiveListing(
                files.entrySet().stream()
                        .map(file -> new ArchiveEntry(
                                file.getKey(),
                                file.getValue().size(),
                                file.getValue().executable()))
                        .collect(ImmutableList.toImmutableList()),
                warnings);
        this.kind = kind;
    }

    @Override
    public ArchiveListing listing() {
        return listing;
    }

    @Override
    public HashCode digest() {
        if (digest.isEmpty()) {
            digest = Optional.of(hash());
        }
        return digest.get();
    }

    private HashCode hash() {
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((path, file) -> {
            if (kind == Digest.OF_ALL && file.use() == Use.CONTENT) {
                hasher.putString(
                        path.value() + '\0' + (file.executable() ? 'x' : '-') + '\0' + file.size() + '\0', UTF_8);
            }
            if (kind == Digest.OF_THE_ONE || file.use() == Use.CONTENT) {
                hash(path, hasher);
            }
        });
        return hasher.hash();
    }

    private void hash(ArchivePath path, Hasher hasher) {
        try (InputStream in = open(path);
                OutputStream out = Funnels.asOutputStream(hasher)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw SeenFile.unreadable(path.value(), e);
        }
    }

    @Override
    public InputStream open(ArchivePath file) {
        return Optional.ofNullable(files.get(file))
                .orElseThrow(() -> new IllegalArgumentException("no file of the listing: " + file))
                .open();
    }

    @Override
    public byte[] bytes(ArchivePath file) {
        try (InputStream in = open(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw SeenFile.unreadable(file.value(), e);
        }
    }

    @Override
    public void extract(ArchivePath folder, Path into) {
        for (Map.Entry<ArchivePath, SeenFile> file : files.entrySet()) {
            if (file.getKey().isIn(folder) && file.getValue().use() != Use.LEFT_OUT) {
                String below = file.getKey().equals(folder)
                        ? folder.name()
                        : file.getKey().relativeTo(folder).value();
                copy(file.getValue(), into.resolve(below));
            }
        }
    }

    private static void copy(SeenFile file, Path to) {
        try (InputStream in = file.open()) {
            Folders.make(Folders.of(to));
            Files.copy(in, to);
            if (file.executable()) {
                makeExecutable(to);
            }
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    to.toString(),
                    "the input cannot be copied there: " + Reasons.of(e),
                    "Make room there, or choose another folder for temporary files");
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        EXECUTE_FOR_READ.forEach((read, execute) -> {
            if (modes.contains(read)) {
                modes.add(execute);
            }
        });
        Files.setPosixFilePermissions(file, modes);
    }

    @Override
    public void close() {}
}
