package dev.dyndeps.adapter.filesystem;

import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why the file system refused. */
final class Reasons {
    private Reasons() {}

    /** A clause without path and full stop, such as {@code no space left on device}. */
    static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "a file stands where a folder must be";
        }
        String reason = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return Strings.isNullOrEmpty(reason)
                ? e.toString()
                : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
