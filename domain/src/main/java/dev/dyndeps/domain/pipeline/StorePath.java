package dev.dyndeps.domain.pipeline;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/**
 * An absolute place in an artifact store: {@code /folder/file} on a disk, {@code /Volumes/…}, or {@code dbfs:/…}.
 * Without a trailing slash, without {@code .}, {@code ..} or empty segments.
 */
public record StorePath(String value) implements Comparable<StorePath> {
    public StorePath {
        String path = value.startsWith("dbfs:") ? value.substring("dbfs:".length()) : value;
        boolean safe = path.startsWith("/")
                && path.length() > 1
                && !path.endsWith("/")
                && !(path + "/").contains("//")
                && !(path + "/").contains("/./")
                && !(path + "/").contains("/../")
                && path.chars().noneMatch(Character::isISOControl);
        if (!safe) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    value,
                    "this is no absolute path of a store",
                    "Give an absolute folder without '..', or dbfs:/…");
        }
    }

    /** The path with trailing slashes dropped. */
    public static StorePath of(String text) {
        String path = text;
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new StorePath(path);
    }

    /** A path below this one. */
    public StorePath resolve(String relative) {
        return new StorePath(value + "/" + relative);
    }

    /** Whether it is in a Volume: {@code /Volumes/…}, which may also be written {@code dbfs:/Volumes/…}. */
    public boolean isVolume() {
        return value.startsWith("/Volumes/") || value.startsWith("dbfs:/Volumes/");
    }

    /** The last segment. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(StorePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
