package dev.dyndeps.adapter.zip;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.python.WheelRecord;
import dev.dyndeps.domain.python.WheelRecord.Entry;
import dev.dyndeps.domain.python.WheelRecord.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The wheel of a program that is no Python (binary distribution format): its files by path in the wheel. They are packed in
 * the order of their paths, {@code .dist-info} and at last {@code RECORD} behind all others, as the specification asks for.
 *
 * @param distInfo the {@code .dist-info} folder, such as {@code dyndeps-1.0.dist-info}
 * @param files where each file is, {@code RECORD} excepted
 */
public record ProgramWheel(String distInfo, ImmutableSortedMap<String, Path> files) {
    /** The text of {@code RECORD}: each file in the order of the paths, then itself. */
    public WheelRecord hashes() throws IOException {
        ImmutableList.Builder<Entry> entries = ImmutableList.builder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Hash hash =
                    new Hash("sha256", MoreFiles.asByteSource(file.getValue()).hash(Hashing.sha256()));
            entries.add(new Entry(file.getKey(), Optional.of(hash), Optional.of(Files.size(file.getValue()))));
        }
        return WheelRecord.of(entries.add(new Entry(record(), Optional.empty(), Optional.empty()))
                .build());
    }

    /** Packs the wheel into a file that must not be there. */
    public void packTo(Path wheel, WheelRecord hashes) throws IOException {
        try (PackedZip zip = PackedZip.create(wheel)) {
            for (boolean inDistInfo : new boolean[] {false, true}) {
                for (Map.Entry<String, Path> file : files.entrySet()) {
                    if (file.getKey().startsWith(distInfo + "/") == inDistInfo) {
                        zip.add(file.getKey(), file.getValue());
                    }
                }
            }
            zip.add(record(), hashes.toString().getBytes(StandardCharsets.UTF_8));
            zip.finish();
        }
    }

    /** The path of {@code RECORD}. */
    public String record() {
        return Joiner.on('/').join(distInfo, "RECORD");
    }
}
