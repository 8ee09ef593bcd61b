package dev.dyndeps.adapter.zip;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.ContainerEntry;
import dev.dyndeps.domain.python.WheelRecord;
import dev.dyndeps.domain.python.WheelRecord.Entry;
import dev.dyndeps.domain.python.WheelRecord.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares a wheel with its RECORD: every file is in it with its hash, and every line of it has its file. pip compares
 * nothing, so a tampered wheel would go through everywhere else.
 */
final class RecordCheck {
    private static final int BUFFER = 1 << 18;

    /** The specification asks for sha256 or better, and forbids md5 and sha1. */
    private static final ImmutableMap<String, HashFunction> ALGORITHMS =
            ImmutableMap.of("sha256", Hashing.sha256(), "sha384", Hashing.sha384(), "sha512", Hashing.sha512());

    private final ZipContainer zip;
    private final DistInfo distInfo;
    private final ImmutableSet<ArchivePath> unsigned;
    private final WheelRecord record;

    RecordCheck(ZipContainer zip, DistInfo distInfo) {
        this.zip = zip;
        this.distInfo = distInfo;
        this.unsigned =
                ImmutableSet.of(distInfo.path("RECORD"), distInfo.path("RECORD.jws"), distInfo.path("RECORD.p7s"));
        this.record = parse();
    }

    /** Both list the same files, of the same sizes, each with a hash that counts. */
    void checkListing() {
        record.entries().values().forEach(this::checkListed);
        signed().forEach(file -> hash(file));
    }

    /** The content of each file is that of its hash. */
    void checkContents() {
        byte[] buffer = new byte[BUFFER];
        signed().sorted(Comparator.comparingLong(file -> file.getValue().dataOffset()))
                .forEach(file -> checkContent(file, buffer));
    }

    private Stream<Map.Entry<ArchivePath, ContainerEntry>> signed() {
        return zip.entries().entrySet().stream().filter(file -> !unsigned.contains(file.getKey()));
    }

    private WheelRecord parse() {
        try {
            return WheelRecord.parse(distInfo.text("RECORD"));
        } catch (IllegalArgumentException e) {
            throw refused(distInfo.path("RECORD").toString(), String.valueOf(e.getMessage()));
        }
    }

    private void checkListed(Entry entry) {
        ArchivePath path;
        try {
            path = ArchivePath.of(entry.path());
        } catch (UserError e) {
            throw refused(e.where(), "RECORD has a path that no wheel may have: " + e.what());
        }
        boolean folder = entry.path().endsWith("/") && zip.listing().isFolder(path);
        if (!zip.listing().contains(path) && !folder && !unsigned.contains(path)) {
            throw refused(entry.path(), "RECORD lists the file and the wheel does not have it");
        }
    }

    private Hash hash(Map.Entry<ArchivePath, ContainerEntry> file) {
        String path = file.getKey().value();
        Entry entry = record.entry(path).orElseThrow(() -> refused(path, "the file is not listed in RECORD"));
        Hash hash = entry.hash().orElseThrow(() -> refused(path, "RECORD has no hash of the file"));
        if (!ALGORITHMS.containsKey(hash.algorithm())) {
            throw refused(path, "RECORD has a hash by " + hash.algorithm() + " where sha256 or better is required");
        }
        long size = file.getValue().header().size();
        if (entry.size().isPresent() && entry.size().get() != size) {
            throw refused(
                    path,
                    "the file has " + size + " bytes, and RECORD says "
                            + entry.size().get());
        }
        return hash;
    }

    private void checkContent(Map.Entry<ArchivePath, ContainerEntry> file, byte[] buffer) {
        Hash hash = hash(file);
        Hasher hasher = requireNonNull(ALGORITHMS.get(hash.algorithm())).newHasher();
        try (InputStream in = zip.open(file.getValue())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hasher.putBytes(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!hasher.hash().equals(hash.value())) {
            throw refused(file.getKey().value(), "the content of the file is not that of its hash in RECORD");
        }
    }

    private static UserError refused(String where, String what) {
        return new UserError(
                Code.WHEEL_RECORD,
                where,
                what,
                "The wheel was changed after it was built; build it again, or fetch it from where it was published");
    }
}
