package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;

import com.google.common.io.CountingInputStream;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * A file as it was when it was listed, which it must still be when it has been read.
 *
 * @param modified its time of change
 * @param inode what tells it from another file of its name
 * @param use what it is good for
 */
record SeenFile(Path path, long size, boolean executable, FileTime modified, Optional<Object> inode, Use use) {
    /** What a file of a folder is good for. */
    enum Use {
        /** A part of the input. */
        CONTENT,
        /** A part of the input that changes by itself, such as {@code .git}: not in the digest. */
        HISTORY,
        /** Stands in the listing for what is left out, and is left out itself. */
        LEFT_OUT
    }

    static SeenFile of(Path path, PosixFileAttributes now, Use use) {
        return new SeenFile(
                path,
                now.size(),
                now.permissions().contains(OWNER_EXECUTE)
                        || now.permissions().contains(GROUP_EXECUTE)
                        || now.permissions().contains(OTHERS_EXECUTE),
                now.lastModifiedTime(),
                Optional.ofNullable(now.fileKey()),
                use);
    }

    /** An input that is a file; a link leads to it. */
    static SeenFile single(Path input) {
        try {
            return look(input.toRealPath(), Use.CONTENT);
        } catch (IOException e) {
            throw unreadable(input.toString(), e);
        }
    }

    private static SeenFile look(Path path, Use use) throws IOException {
        return of(path, Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS), use);
    }

    /**
     * Its content.
     *
     * @throws UserError ({@code INPUT_CHANGED}) here or when the end is reached, if it is not the same any more
     */
    InputStream open() {
        try {
            InputStream content = Files.newInputStream(path, NOFOLLOW_LINKS);
            try {
                checkUnchanged();
                return new CheckedAtEnd(new CountingInputStream(content));
            } catch (UserError e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            checkUnchanged();
            throw unreadable(path.toString(), e);
        }
    }

    private void checkUnchanged() {
        try {
            if (isStill(look(path, use))) {
                return;
            }
        } catch (IOException e) {
            // gone
        }
        throw changed();
    }

    private boolean isStill(SeenFile now) {
        return size == now.size
                && executable == now.executable
                && modified.equals(now.modified)
                && inode.equals(now.inode);
    }

    private UserError changed() {
        return new UserError(
                Code.INPUT_CHANGED,
                path.toString(),
                "the file changed while the input was read",
                "Run again when nothing writes to the input any more");
    }

    static UserError unreadable(String where, IOException e) {
        return new UserError(
                Code.INPUT_MISSING,
                where,
                "it cannot be read: " + Reasons.of(e),
                "Make it readable or leave it out of the input");
    }

    private final class CheckedAtEnd extends FilterInputStream {
        private final CountingInputStream counted;

        CheckedAtEnd(CountingInputStream counted) {
            super(counted);
            this.counted = counted;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            check(read);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            check(read);
            return read;
        }

        private void check(int read) {
            if (counted.getCount() > size || (read < 0 && counted.getCount() < size)) {
                throw changed();
            }
            if (read < 0) {
                checkUnchanged();
            }
        }
    }
}
