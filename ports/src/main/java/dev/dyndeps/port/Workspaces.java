package dev.dyndeps.port;

import java.nio.file.Path;

/** Gives temporary folders. */
public interface Workspaces {
    /** A new, empty folder that only this user can read; gone when it is closed, and at the latest with the process. */
    Workspace open();

    /** A temporary folder and its end. */
    interface Workspace extends AutoCloseable {
        Path folder();

        @Override
        void close();
    }
}
