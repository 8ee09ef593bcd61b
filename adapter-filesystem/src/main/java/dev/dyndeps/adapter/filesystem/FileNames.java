package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * The names of files as text. On a unix disk a name is bytes, and Java reads them by the locale: where that is not UTF-8
 * (a container without {@code LANG}), every name beyond ASCII would be lost.
 */
final class FileNames {
    private static final CharMatcher PLAIN = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("._-+"));

    private FileNames() {}

    /** Whether the name has nothing but letters, digits and the common signs of ASCII. */
    static boolean isPlain(Path file) {
        return PLAIN.matchesAllOf(file.getFileName().toString());
    }

    /** @throws UserError ({@code ZIP_BAD_PATH}) if the last name of the path is not UTF-8 */
    static String utf8(Path file) {
        String name = file.getFileName().toString();
        if (CharMatcher.ascii().matchesAllOf(name)) {
            return name;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
        } catch (CharacterCodingException e) {
            throw new UserError(
                    Code.ZIP_BAD_PATH, file.toString(), "the name is not UTF-8", "Rename the file or leave it out");
        }
    }

    /** The name as it is on the disk, which a path gives away only as a URI. */
    private static byte[] bytes(Path file) {
        String uri = CharMatcher.is('/').trimTrailingFrom(file.toUri().getRawPath());
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.writeBytes(BaseEncoding.base16().decode(name.substring(i + 1, i + 3)));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
