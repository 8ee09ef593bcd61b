package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.EntryNames;
import dev.dyndeps.domain.archive.InnerArchives;
import dev.dyndeps.port.DependencyArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** An archive of files in memory that obeys the rules of a container. */
final class FakeArchive implements DependencyArchive {
    private final ImmutableSortedMap<ArchivePath, InputFile> files;
    private final ArchiveListing listing;

    private FakeArchive(ImmutableSortedMap<ArchivePath, InputFile> files, ArchiveListing listing) {
        this.files = files;
        this.listing = listing;
    }

    static FakeArchive open(String name, ImmutableList<InputFile> input, ArchiveLimits limits) {
        limits.checkEntries(name, input.size());
        ImmutableSortedMap.Builder<ArchivePath, InputFile> files = ImmutableSortedMap.naturalOrder();
        ImmutableList.Builder<ArchiveEntry> entries = ImmutableList.builder();
        EntryNames names = EntryNames.portable();
        long total = 0;
        for (InputFile file : input) {
            ArchivePath path = ArchivePath.of(file.path());
            long size = size(file.content());
            names.addFile(path);
            limits.checkEntry(file.path(), size, size);
            files.put(path, file);
            entries.add(new ArchiveEntry(path, size, file.executable()));
            total += size;
        }
        limits.checkTotal(name, total, total);
        FakeArchive archive =
                new FakeArchive(files.buildOrThrow(), new ArchiveListing(entries.build(), ImmutableList.of()));
        InnerArchives.check(archive.listing, archive::hasPkgInfo);
        return archive;
    }

    private static long size(ByteSource content) {
        try {
            return content.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasPkgInfo(ArchivePath path) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(open(path))) {
            in.transferTo(tar);
        } catch (IOException notPacked) {
            return false;
        }
        return tar.toString(StandardCharsets.ISO_8859_1).contains("/PKG-INFO\0");
    }

    @Override
    public ArchiveListing listing() {
        return listing;
    }

    @Override
    public HashCode digest() {
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((path, file) -> {
            byte[] content = bytes(file);
            hasher.putString(path + "\0" + file.executable() + "\0" + content.length + "\0", StandardCharsets.UTF_8);
            hasher.putBytes(content);
        });
        return hasher.hash();
    }

    private static byte[] bytes(InputFile file) {
        try {
            return file.content().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputFile file(ArchivePath path) {
        InputFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no file of the listing: " + path);
        }
        return file;
    }

    @Override
    public byte[] bytes(ArchivePath path) {
        try (InputStream in = open(path)) {
            return ByteStreams.limit(in, MAX_BYTES).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(ArchivePath path) {
        try {
            return file(path).content().openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void extract(ArchivePath folder, Path into) {
        files.forEach((path, file) -> {
            if (path.isIn(folder)) {
                ArchivePath relative = path.equals(folder) ? ArchivePath.of(path.name()) : path.relativeTo(folder);
                write(file, into.resolve(relative.value()));
            }
        });
    }

    private static void write(InputFile file, Path target) {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, file.content().read());
            if (!target.toFile().setExecutable(file.executable())) {
                throw new IOException("cannot set the mode of " + target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
