package dev.dyndeps.domain.archive;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path inside an archive: relative, separated by {@code /}, without {@code .} or {@code ..}. One that could leave its
 * folder cannot be constructed. The empty path is the archive's root.
 */
public record ArchivePath(String value) implements Comparable<ArchivePath> {
    /** The root of the archive, whose text is empty. */
    public static final ArchivePath ROOT = new ArchivePath("");

    static final int MAX_SEGMENT_BYTES = 255;
    static final int MAX_PATH_BYTES = 1024;
    static final int MAX_DEPTH = 32;

    public ArchivePath {
        if (!value.isEmpty()) {
            check(value);
        }
    }

    /**
     * Parses the name of an entry; a trailing slash, as folders have it, is dropped.
     *
     * @throws UserError ({@code ZIP_BAD_PATH}) if the path is absolute, leads out, or is not portable
     */
    public static ArchivePath of(String name) {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (path.isEmpty()) {
            throw bad(name, "the name is empty");
        }
        return new ArchivePath(path);
    }

    private static void check(String path) {
        if (path.startsWith("/")) {
            throw bad(path, "the path is absolute");
        }
        if (path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0))) {
            throw bad(path, "the path starts with a drive letter");
        }
        if (path.indexOf('\\') >= 0) {
            throw bad(path, "the path has a backslash");
        }
        if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            throw bad(path, "the path has a control character");
        }
        if (bytes(path) > MAX_PATH_BYTES) {
            throw bad(path, "the path is longer than " + MAX_PATH_BYTES + " bytes");
        }
        List<String> segments = Splitter.on('/').splitToList(path);
        if (segments.size() > MAX_DEPTH) {
            throw bad(path, "the path is deeper than " + MAX_DEPTH + " folders");
        }
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw bad(path, "the path has a segment '" + segment + "'");
            }
            if (bytes(segment) > MAX_SEGMENT_BYTES) {
                throw bad(path, "a segment is longer than " + MAX_SEGMENT_BYTES + " bytes");
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static UserError bad(String path, String what) {
        return new UserError(
                Code.ZIP_BAD_PATH, Printable.of(path), what, "Rename the entry and make the archive again");
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    /** The names from the root down; none for the root itself. */
    public ImmutableList<String> segments() {
        return isRoot()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Splitter.on('/').split(value));
    }

    /** The last segment; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The folder that holds this; the root's is the root. */
    public ArchivePath parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? ROOT : new ArchivePath(value.substring(0, slash));
    }

    /** A path below this one; {@code relative} may have several segments. */
    public ArchivePath resolve(String relative) {
        return isRoot() ? of(relative) : of(value + "/" + relative);
    }

    /** Whether this is {@code folder} or lies below it. */
    public boolean isIn(ArchivePath folder) {
        return folder.isRoot() || value.equals(folder.value) || value.startsWith(folder.value + "/");
    }

    /** This path as seen from {@code folder}, which must hold it. */
    public ArchivePath relativeTo(ArchivePath folder) {
        if (!isIn(folder)) {
            throw new IllegalArgumentException(value + " is not in " + folder.value);
        }
        if (folder.isRoot()) {
            return this;
        }
        return value.length() == folder.value.length()
                ? ROOT
                : new ArchivePath(value.substring(folder.value.length() + 1));
    }

    /** How many segments there are; 0 for the root. */
    public int depth() {
        return segments().size();
    }

    @Override
    public int compareTo(ArchivePath other) {
        return value.compareTo(other.value);
    }

    // Written out: javac's own are linked when they are first used, which takes a command 24 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArchivePath that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return isRoot() ? "." : value;
    }
}
