package dev.dyndeps.testkit;

import static java.util.Map.Entry.comparingByKey;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** A store that is gone with the test. Folders stay when their last file goes, as they do on a disk. */
public final class InMemoryArtifactStore implements ArtifactStore {
    private final TreeMap<StorePath, Item> items = new TreeMap<>();
    private long clock;

    @Override
    public synchronized Put put(Path file, HashCode sha256, StorePath path) {
        byte[] content = read(file);
        if (!Hashing.sha256().hashBytes(content).equals(sha256)) {
            throw new UserError(
                    Code.INPUT_CHANGED,
                    file.toString(),
                    "its content is not the one that was announced",
                    "Leave the file alone and run again");
        }
        Optional<Item> there = Optional.ofNullable(items.get(path));
        if (there.isPresent() && there.get().is(content)) {
            return Put.ALREADY_THERE;
        }
        if (there.isPresent() && there.get().folder()) {
            throw unwritable(path, "it is a folder");
        }
        makeFolders(path);
        items.put(path, new Item(Optional.of(content), ++clock));
        return Put.SENT;
    }

    private void makeFolders(StorePath path) {
        for (StorePath folder : foldersAbove(path)) {
            if (!items.computeIfAbsent(folder, f -> new Item(Optional.empty(), ++clock))
                    .folder()) {
                throw unwritable(path, folder + " is a file");
            }
        }
    }

    private static ImmutableList<StorePath> foldersAbove(StorePath path) {
        ImmutableList.Builder<StorePath> folders = ImmutableList.builder();
        String text = path.value();
        for (int slash = text.indexOf('/', text.indexOf('/') + 1); slash > 0; slash = text.indexOf('/', slash + 1)) {
            folders.add(new StorePath(text.substring(0, slash)));
        }
        return folders.build();
    }

    @Override
    public synchronized void get(StorePath path, Path into) {
        byte[] content = Optional.ofNullable(items.get(path))
                .flatMap(Item::content)
                .orElseThrow(() -> new UserError(
                        Code.INPUT_MISSING, path.value(), "there is no such file in the store", "Check the path"));
        try {
            Files.write(into, content);
        } catch (IOException e) {
            throw unwritable(new StorePath(into.toString()), e.toString());
        }
    }

    @Override
    public synchronized Optional<Stat> stat(StorePath path) {
        return Optional.ofNullable(items.get(path)).map(item -> item.stat(path));
    }

    @Override
    public synchronized ImmutableList<Stat> list(StorePath folder) {
        return items.entrySet().stream()
                .filter(item -> isIn(item.getKey(), folder)
                        && item.getKey().value().lastIndexOf('/')
                                == folder.value().length())
                .sorted(comparingByKey())
                .map(item -> item.getValue().stat(item.getKey()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized Deletion delete(StorePath path) {
        return items.keySet().removeIf(item -> item.equals(path) || isIn(item, path))
                ? Deletion.DELETED
                : Deletion.WAS_NOT_THERE;
    }

    private static boolean isIn(StorePath path, StorePath folder) {
        return path.value().startsWith(folder.value() + "/");
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(Code.INPUT_MISSING, file.toString(), "there is no such file", "Check the path");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError unwritable(StorePath path, String why) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE, path.value(), "it cannot be written: " + why, "Choose another folder");
    }

    /** A file with its content, or a folder without. */
    private record Item(Optional<byte[]> content, long modifiedMillis) {
        boolean folder() {
            return content.isEmpty();
        }

        boolean is(byte[] other) {
            return content.filter(mine -> Arrays.equals(mine, other)).isPresent();
        }

        Stat stat(StorePath path) {
            return new Stat(path, folder(), content.map(bytes -> bytes.length).orElse(0), modifiedMillis);
        }
    }
}
