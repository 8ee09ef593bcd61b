package dev.dyndeps.emulator.storage;

/** How the storage behaves; may be changed at any time. */
public final class StorageSettings {
    private volatile boolean dbfsEnabled = true;
    private volatile long deletedAtMost = Long.MAX_VALUE;
    private volatile int pageSize = 1000;

    /** From now on this is a new workspace, which has no DBFS root. */
    public void disableDbfs() {
        dbfsEnabled = false;
    }

    /** DBFS deletes no more files than this with one request, and answers {@code PARTIAL_DELETE} if there are more. */
    public void deleteAtMost(long files) {
        deletedAtMost = files;
    }

    /** The most that one answer of the Files API lists. */
    public void listAtMost(int entries) {
        pageSize = entries;
    }

    boolean dbfsEnabled() {
        return dbfsEnabled;
    }

    long deletedAtMost() {
        return deletedAtMost;
    }

    int pageSize() {
        return pageSize;
    }
}
