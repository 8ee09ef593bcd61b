package dev.dyndeps.domain.archive;

/** Gives the rules the content of the few small files that they must look into. */
@FunctionalInterface
public interface SmallFiles {
    /** The content of a file of the listing, at most {@value #MAX_BYTES} bytes of it. */
    byte[] bytes(ArchivePath file);

    /** What is read of one file at most; a file of this length or more counts as too large. */
    int MAX_BYTES = 1 << 20;
}
