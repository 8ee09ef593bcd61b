package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.WheelName;

/**
 * What there is to know of a wheel whose RECORD was checked.
 *
 * @param name its file name, parsed
 * @param size its size in bytes
 * @param sha256 its digest
 * @param crc32 its CRC-32, as a zip that holds it says it
 * @param metadata its core metadata
 * @param distInfo the name of its {@code .dist-info} folder
 * @param texts {@code METADATA}, and {@code entry_points.txt} and {@code top_level.txt} where there are any, by name
 * @param files every file (no folders) as it is named in the wheel, sorted
 */
public record WheelContents(
        WheelName name,
        long size,
        HashCode sha256,
        long crc32,
        CoreMetadata metadata,
        String distInfo,
        ImmutableMap<String, String> texts,
        ImmutableList<File> files) {

    /** A file of a wheel and its unpacked size in bytes. */
    public record File(String path, long size) {}
}
