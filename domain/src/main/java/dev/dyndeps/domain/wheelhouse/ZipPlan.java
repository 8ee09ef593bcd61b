package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The entries of a zip to be written, in their order. */
public record ZipPlan(ImmutableList<Entry> entries) {
    /** Of a local file header, without the name that follows it (APPNOTE 4.3.7). */
    private static final int HEADER = 30;

    /**
     * Where the bytes of each content stand in the file: everything is stored, and nothing but its header and its name
     * comes before an entry's bytes.
     */
    public ImmutableList<Stored> contents() {
        ImmutableList.Builder<Stored> contents = ImmutableList.builder();
        long at = 0;
        for (Entry entry : entries) {
            at += HEADER + utf8(entry.path());
            if (entry instanceof Content content) {
                contents.add(new Stored(content, at));
                at += content.size();
            } else if (entry instanceof Text text) {
                at += utf8(text.text());
            }
        }
        return contents.build();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A content and the place of its first byte. */
    public record Stored(Content content, long offset) {}

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
