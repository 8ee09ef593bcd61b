package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.io.BaseEncoding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A wheel's {@code RECORD}: each file with its hash and size (recording installed projects specification; PEP 376,
 * PEP 427). {@link #toString()} writes it as a file, a line per entry.
 *
 * @param entries by path, in the order of the file; an entry that the file repeats unchanged stands once
 */
public record WheelRecord(ImmutableMap<String, Entry> entries) {

    /**
     * @param path as it is written, with {@code /} between its parts
     * @param hash empty for {@code RECORD} itself and its signatures
     * @param size in bytes
     */
    public record Entry(String path, Optional<Hash> hash, Optional<Long> size) {}

    /**
     * @param algorithm in lower case, by its name in Python's {@code hashlib}, such as {@code sha256}
     */
    public record Hash(String algorithm, HashCode value) {
        /** {@code algorithm=digest}, the digest in URL-safe base 64 without padding. */
        @Override
        public String toString() {
            return algorithm + "=" + BaseEncoding.base64Url().omitPadding().encode(value.asBytes());
        }
    }

    /** Reads the file's text. @throws IllegalArgumentException with the offending line */
    public static WheelRecord parse(String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (CsvRows.Row row : CsvRows.parse(text)) {
            Entry entry = entry(row);
            Entry before = entries.putIfAbsent(entry.path(), entry);
            if (before != null && !before.equals(entry)) {
                throw row.wrong("the path " + Text.quote(entry.path()) + " stands here with another hash or size");
            }
        }
        return new WheelRecord(ImmutableMap.copyOf(entries));
    }

    public static WheelRecord of(Iterable<Entry> entries) {
        ImmutableMap.Builder<String, Entry> byPath = ImmutableMap.builder();
        entries.forEach(entry -> byPath.put(entry.path(), entry));
        return new WheelRecord(byPath.buildOrThrow());
    }

    public Optional<Entry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    private static Entry entry(CsvRows.Row row) {
        ImmutableList<String> fields = row.fields();
        if (fields.size() != 3) {
            throw row.wrong("it has " + fields.size() + " fields and not 3");
        }
        if (fields.get(0).isEmpty()) {
            throw row.wrong("it has no path");
        }
        return new Entry(fields.get(0), hash(row, fields.get(1)), size(row, fields.get(2)));
    }

    private static Optional<Hash> hash(CsvRows.Row row, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int equals = text.indexOf('=');
        String algorithm = Ascii.toLowerCase(text.substring(0, Math.max(equals, 0)));
        BaseEncoding base64 = BaseEncoding.base64Url(); // reads digests with and without padding
        String digest = text.substring(equals + 1);
        if (algorithm.isEmpty() || digest.isEmpty() || !base64.canDecode(digest)) {
            throw row.wrong("the hash " + Text.quote(text) + " is not algorithm=digest in URL-safe base 64");
        }
        return Optional.of(new Hash(algorithm, HashCode.fromBytes(base64.decode(digest))));
    }

    private static Optional<Long> size(CsvRows.Row row, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!Text.isDigits(text) || text.length() > 18) {
            throw row.wrong("the size " + Text.quote(text) + " is not a number of bytes");
        }
        return Optional.of(Long.parseLong(text));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries.values()) {
            text.append(CsvRows.quoteIfNeeded(entry.path()))
                    .append(',')
                    .append(entry.hash().map(Hash::toString).orElse(""))
                    .append(',')
                    .append(entry.size().map(String::valueOf).orElse(""))
                    .append('\n');
        }
        return text.toString();
    }
}
