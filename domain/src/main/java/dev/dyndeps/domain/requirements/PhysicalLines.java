package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Turns the bytes of a requirements file into lines: UTF-8, within the limits, without characters that hide lines. */
final class PhysicalLines {
    static final int MAX_LINES = 10_000;
    static final int MAX_LINE_BYTES = 8 * 1024;

    private final ArchivePath file;
    private final ImmutableList.Builder<String> lines = ImmutableList.builder();
    private int count;

    private PhysicalLines(ArchivePath file) {
        this.file = file;
    }

    /** The lines without their ends, which are {@code \n}, {@code \r\n} or {@code \r}. */
    static ImmutableList<String> of(ArchivePath file, byte[] bytes) {
        if (bytes.length >= SmallFiles.MAX_BYTES) {
            throw tooLarge(file.value(), "the file is larger than 1 MiB");
        }
        String text = decode(file, bytes);
        PhysicalLines lines = new PhysicalLines(file);
        lines.split(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return lines.lines.build();
    }

    private static String decode(ArchivePath file, byte[] bytes) {
        boolean utf16 = bytes.length > 1
                && (((bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF)
                        || ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE));
        if (utf16) {
            throw Refusal.at(file, 1)
                    .of(
                            Code.REQ_SYNTAX,
                            "the file is UTF-16, as PowerShell's > writes it",
                            "Save it as UTF-8, in PowerShell by '| Out-File -Encoding utf8'");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw Refusal.at(file, line).of(Code.REQ_SYNTAX, "the file is not UTF-8", "Save it as UTF-8");
        }
        return out.flip().toString();
    }

    private void split(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                add(text.substring(start, i));
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                start = i + 1;
            } else if (c != '\t' && (Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
                throw Refusal.at(file, count + 1)
                        .of(
                                Code.REQ_CONTROL_CHAR,
                                String.format(
                                        Locale.ROOT,
                                        "the line has the character U+%04X, which could hide what follows",
                                        (int) c),
                                "Take it out");
            }
        }
        if (start < text.length()) {
            add(text.substring(start));
        }
    }

    private void add(String line) {
        count++;
        if (count > MAX_LINES) {
            throw tooLarge(file.value(), "the file has more than " + MAX_LINES + " lines");
        }
        if (line.getBytes(StandardCharsets.UTF_8).length > MAX_LINE_BYTES) {
            throw tooLarge(file + ":" + count, "the line is longer than 8 KiB");
        }
        lines.add(line);
    }

    private static RuntimeException tooLarge(String where, String what) {
        return new Refusal(where).of(Code.REQ_TOO_LARGE, what, "Split the file, or take out what is not needed");
    }
}
