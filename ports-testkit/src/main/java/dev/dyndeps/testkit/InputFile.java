package dev.dyndeps.testkit;

import com.google.common.io.ByteSource;
import java.nio.charset.StandardCharsets;

/**
 * A file of an input that a test makes.
 *
 * @param path where it stands, separated by slashes
 * @param executable whether it has execute bits
 */
public record InputFile(String path, ByteSource content, boolean executable) {
    /** A file of this text. */
    public static InputFile text(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of these bytes. */
    public static InputFile bytes(String path, byte[] bytes) {
        return new InputFile(path, ByteSource.wrap(bytes.clone()), false);
    }

    /** A file of this text with execute bits. */
    public static InputFile executable(String path, String text) {
        return new InputFile(path, ByteSource.wrap(text.getBytes(StandardCharsets.UTF_8)), true);
    }
}
