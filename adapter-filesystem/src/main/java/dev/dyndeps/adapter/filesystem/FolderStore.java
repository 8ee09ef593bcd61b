package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Artifacts in folders of this machine, or of a file system that all machines share: the store path is the local path.
 *
 * <p>A file appears by one rename; a part that a killed process leaves is not listed and goes with its folder, or a day
 * later with the next file that is put beside it. Deleting removes links and never what they lead to. Nothing is forced
 * to the disk: after a power cut, look at the digest.
 */
public final class FolderStore implements ArtifactStore {
    @Override
    public Put put(Path file, HashCode sha256, StorePath path) {
        Path place = place(path);
        try (FileInputStream in = open(file, file.toString())) {
            if (holds(place, in.getChannel().size(), sha256)) {
                return Put.ALREADY_THERE;
            }
            Folders.make(Folders.of(place));
            PartFile.removeAbandoned(Folders.of(place), System.currentTimeMillis());
            try (PartFile part = PartFile.of(place)) {
                if (!part.fill(in).sha256().equals(sha256)) {
                    throw changed(file.toString());
                }
                part.publish();
            }
            return Put.SENT;
        } catch (IOException e) {
            throw unwritable(path.value(), "it cannot be written", e);
        }
    }

    @Override
    public void get(StorePath path, Path into) {
        try (FileInputStream in = open(place(path), path.value())) {
            long size = in.getChannel().size();
            Folders.make(Folders.of(into));
            try (PartFile part = PartFile.of(into)) {
                if (part.fill(in).size() != size) {
                    throw changed(path.value());
                }
                part.publish();
            }
        } catch (IOException e) {
            throw unwritable(into.toString(), "it cannot be written", e);
        }
    }

    @Override
    public Optional<Stat> stat(StorePath path) {
        try {
            BasicFileAttributes found = Files.readAttributes(place(path), BasicFileAttributes.class);
            return Optional.of(new Stat(
                    path,
                    found.isDirectory(),
                    found.isDirectory() ? 0 : found.size(),
                    found.lastModifiedTime().toMillis()));
        } catch (IOException e) {
            return Optional.empty(); // not there, or below a file, or in a folder that is not ours to look into
        }
    }

    @Override
    public ImmutableList<Stat> list(StorePath folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place(folder), file -> !PartFile.isPart(file))) {
            ImmutableList.Builder<StorePath> paths = ImmutableList.builder();
            files.forEach(file -> paths.add(folder.resolve(file.getFileName().toString())));
            return paths.build().stream()
                    .sorted()
                    .flatMap(path -> stat(path).stream())
                    .collect(ImmutableList.toImmutableList());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return ImmutableList.of();
        } catch (IOException e) {
            throw new UserError(
                    Code.INPUT_MISSING,
                    folder.value(),
                    "the folder cannot be read: " + Reasons.of(e),
                    "Make it readable or choose another one");
        }
    }

    @Override
    public Deletion delete(StorePath path) {
        Path place = place(path);
        if (!Files.exists(place, NOFOLLOW_LINKS)) {
            return Deletion.WAS_NOT_THERE;
        }
        try {
            Folders.delete(place);
            return Deletion.DELETED;
        } catch (IOException e) {
            throw unwritable(path.value(), "it cannot be deleted", e);
        }
    }

    private static Path place(StorePath path) {
        if (!path.value().startsWith("/")) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    path.value(),
                    "this is a place on Databricks and not a folder of this machine",
                    "Give an absolute folder that all nodes can reach");
        }
        return Path.of(path.value());
    }

    private static FileInputStream open(Path file, String where) throws IOException {
        try {
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            String why = Files.isDirectory(file) ? "it is a folder" : "there is no such file, or it cannot be read";
            throw new UserError(Code.INPUT_MISSING, where, why, "Check the path");
        }
    }

    private static boolean holds(Path place, long size, HashCode sha256) throws IOException {
        return Files.isRegularFile(place, NOFOLLOW_LINKS)
                && Files.size(place) == size
                && MoreFiles.asByteSource(place).hash(Hashing.sha256()).equals(sha256);
    }

    private static UserError changed(String where) {
        return new UserError(
                Code.INPUT_CHANGED,
                where,
                "the file changed while it was read, or is not the one that was announced",
                "Leave the file alone and run again");
    }

    private static UserError unwritable(String where, String what, IOException e) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE,
                where,
                what + ": " + Reasons.of(e),
                "Make room and check who may write there, or choose another folder");
    }
}
