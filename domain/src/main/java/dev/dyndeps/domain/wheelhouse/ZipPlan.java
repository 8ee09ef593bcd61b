package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import java.util.OptionalLong;

/** The entries of a zip to be written, in their order. */
public record ZipPlan(ImmutableList<Entry> entries) {
    /** One entry. */
    public sealed interface Entry {
        /** Its name in the zip; a folder's ends with a slash. */
        String path();
    }

    /** A folder's own entry, unix mode 0755. */
    public record Folder(String path) implements Entry {}

    /** A file whose text is known, written as UTF-8, unix mode 0644. */
    public record Text(String path, String text) implements Entry {}

    /**
     * A file whose bytes are elsewhere.
     *
     * @param key what the bytes are asked for by
     * @param size how many there are
     * @param executable whether its unix mode is 0755, else 0644
     * @param crc32 the CRC-32 of the bytes, if it is known before they are read
     */
    public record Content(String path, String key, long size, boolean executable, OptionalLong crc32) implements Entry {
        /** One whose CRC-32 is found when its bytes are read. */
        public Content(String path, String key, long size, boolean executable) {
            this(path, key, size, executable, OptionalLong.empty());
        }
    }
}
