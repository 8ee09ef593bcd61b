package dev.dyndeps.domain.archive;

/** What is made of names that the zip specification does not allow but old tools write. */
public enum Forgiveness {
    /** Backslashes stand for slashes if no name has a slash, and a name without its UTF-8 flag may be UTF-8. */
    OLD_TOOLS,
    /**
     * Refused: for wheels and wheelhouses, which Python would read under other names than we. It is also exact about case
     * there ({@code Casey} and {@code casey} are two modules), so that is no reason to refuse them.
     */
    NONE
}
