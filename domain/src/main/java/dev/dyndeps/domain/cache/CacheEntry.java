package dev.dyndeps.domain.cache;

import java.util.Locale;

/**
 * Something in the cache that can go by itself.
 *
 * @param name what it is called there, such as a wheel's file name
 * @param place where it is, below the cache's folder
 * @param bytes how much room it takes
 * @param lastUsedMillis when it was last of use, in milliseconds since 1970
 * @param inUse whether another process works with it now
 */
public record CacheEntry(Kind kind, String name, String place, long bytes, long lastUsedMillis, boolean inUse) {
    /** The kinds of entries. */
    public enum Kind {
        /** Wheels of an index, of an input, or built here. */
        WHEELS,
        /** How wheelhouses are put together of wheels. */
        WHEELHOUSES,
        /** Which wheel was built of what. */
        BUILDS,
        /** Python environments of the program's own. */
        ENVIRONMENTS,
        /** Packed copies of the program itself. */
        PROGRAMS,
        /** Archives of the program's classes, with which it starts faster. */
        CLASSES,
        /** What tools said when they failed. */
        LOGS,
        /** What killed processes left. */
        LEFTOVERS;

        /** In lower case, as it is shown. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
