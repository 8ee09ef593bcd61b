package dev.dyndeps.adapter.filesystem;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in a wheel of the cache, in {@code .<file name>.facts} beside it.
 *
 * @param identity what the wheel was then, as {@link FileSeal#identity} says
 */
record WheelFacts(String identity, WheelContents contents) {
    private static final String KIND = "dyndeps wheel 1";
    private static final String METADATA = "METADATA";

    /** The file beside a wheel. */
    static Path beside(Path wheel) {
        return wheel.resolveSibling("." + wheel.getFileName() + ".facts");
    }

    static Optional<WheelFacts> read(Path wheel) {
        return CompactReader.read(beside(wheel), KIND, in -> {
            String identity = in.text();
            WheelName name = WheelName.parse(in.text());
            long size = in.number();
            HashCode sha256 = in.digest();
            long crc32 = in.number();
            String distInfo = in.text();
            ImmutableMap<String, String> texts =
                    ImmutableMap.copyOf(in.list(text -> Map.entry(text.text(), text.text())));
            return new WheelFacts(
                    identity,
                    new WheelContents(
                            name,
                            size,
                            sha256,
                            crc32,
                            CoreMetadata.parse(texts.getOrDefault(METADATA, "")),
                            distInfo,
                            texts,
                            in.list(file -> new WheelContents.File(file.text(), file.number()))));
        });
    }

    /** Just what the wheel was, if the facts are of one with this digest. */
    static Optional<String> identity(Path wheel, HashCode sha256) {
        return CompactReader.read(beside(wheel), KIND, in -> {
                    String identity = in.text();
                    boolean named = in.text().equals(String.valueOf(wheel.getFileName()));
                    in.number();
                    return named && in.digest().equals(sha256) ? identity : "";
                })
                .filter(identity -> !identity.isEmpty());
    }

    void write(Path wheel) throws IOException {
        PartFile.write(
                beside(wheel),
                new CompactWriter(KIND)
                        .text(identity)
                        .text(contents.name().fileName())
                        .number(contents.size())
                        .digest(contents.sha256())
                        .number(contents.crc32())
                        .text(contents.distInfo())
                        .list(
                                contents.texts().entrySet(),
                                (out, text) -> out.text(text.getKey()).text(text.getValue()))
                        .list(
                                contents.files(),
                                (out, file) -> out.text(file.path()).number(file.size()))
                        .finish());
    }
}
