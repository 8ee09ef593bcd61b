package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.WheelName;
import java.util.stream.Stream;

/**
 * A wheel as the manifest tells of it.
 *
 * @param name its file name, parsed
 * @param sha256 its digest
 * @param size its size in bytes
 * @param unpacked the size in bytes of all its files
 * @param distribution the distribution's name as its metadata writes it
 * @param roots its import roots, dotted, sorted
 * @param skip names at its top level that stay out of the tree
 * @param requires each {@code Requires-Dist}, in the order of the metadata
 * @param origin where it came from
 */
public record ManifestWheel(
        WheelName name,
        HashCode sha256,
        long size,
        long unpacked,
        String distribution,
        ImmutableList<String> roots,
        ImmutableList<String> skip,
        ImmutableList<String> requires,
        Origin origin) {

    static ManifestWheel of(WheelContents contents, WheelTree tree, ImmutableList<String> roots, Origin origin) {
        CoreMetadata metadata = contents.metadata();
        return new ManifestWheel(
                contents.name(),
                contents.sha256(),
                contents.size(),
                contents.files().stream().mapToLong(WheelContents.File::size).sum(),
                metadata.nameAsWritten(),
                roots,
                tree.skip(),
                metadata.requiresDist().stream().map(Object::toString).collect(ImmutableList.toImmutableList()),
                origin);
    }

    /** Whether it holds code for one platform. */
    public boolean nativeCode() {
        return name.tags().stream().noneMatch(tag -> tag.platform().equals("any"));
    }

    ImmutableMap<String, Object> json() {
        return ImmutableMap.<String, Object>builder()
                .put("file", name.fileName())
                .put("sha256", sha256.toString())
                .put("size", size)
                .put("unpacked", unpacked)
                .put("name", distribution)
                .put("version", name.version().toString())
                .put("tags", sorted(name.tags().stream().map(Object::toString)))
                .put("native", nativeCode())
                .put("roots", roots)
                .put("skip", skip)
                .put("requires", requires)
                .put("origin", origin.json())
                .buildOrThrow();
    }

    private static ImmutableList<String> sorted(Stream<String> texts) {
        return texts.sorted().collect(ImmutableList.toImmutableList());
    }
}
