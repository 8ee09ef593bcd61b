package dev.dyndeps.domain.archive;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The text of an entry's raw name (APPNOTE 4.4.4 bit 11, appendix D). */
final class EntryName {
    private EntryName() {}

    static String decode(ContainerEntry entry, Forgiveness forgiveness) {
        String raw = entry.header().rawName();
        if (isAscii(raw)) {
            return raw;
        }
        boolean marked = (entry.header().flags() & ContainerEntry.Header.UTF8) != 0;
        Optional<String> text = utf8(raw);
        if (text.isPresent() && (marked || forgiveness == Forgiveness.OLD_TOOLS)) {
            return text.get();
        }
        throw new UserError(
                Code.ZIP_NAME_ENCODING,
                shown(raw),
                text.isPresent()
                        ? "the name is UTF-8 but not marked as such, so that Python would read another name"
                        : marked ? "the name is marked as UTF-8 and is not" : "the name is neither ASCII nor UTF-8",
                "Rename the entry, or make the archive with a tool that writes UTF-8 names");
    }

    /** Whether the name was read as UTF-8 though it does not say so. */
    static boolean isUnmarked(ContainerEntry entry) {
        return (entry.header().flags() & ContainerEntry.Header.UTF8) == 0
                && !isAscii(entry.header().rawName());
    }

    /** The name for a person: as UTF-8 where it is, else with the bytes that are not ASCII as {@code \xNN}. */
    static String shown(String raw) {
        return Printable.of(utf8(raw).orElseGet(() -> escaped(raw)));
    }

    private static String escaped(String raw) {
        StringBuilder text = new StringBuilder();
        raw.chars()
                .forEach(c ->
                        text.append(c < 0x80 ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\x%02x", c)));
        return text.toString();
    }

    private static boolean isAscii(String raw) {
        return raw.chars().allMatch(c -> c < 0x80);
    }

    private static Optional<String> utf8(String raw) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
