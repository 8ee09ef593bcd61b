package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a file is still what it was when it was read, without reading it. A file is sealed by setting its time of
 * change to a random one long ago: whoever writes to it afterwards breaks the seal, however coarse the file system's clock
 * is and wherever it jumps, and no two seals are the same. The rest of its identity is its size, its inode, and the
 * machine's boot id.
 *
 * <p>That catches every write, whoever did it, and (by the boot id) what a power cut left of a file that was not yet on
 * the disk. It does not catch a disk that forgets, nor a user who sets the time back; the wheelhouse that is made of the
 * file is hashed wheel by wheel where it is used. Where there is no boot id or inode, nothing has an identity.
 */
final class FileSeal {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Seals are between 1980 and 2014, in steps of two seconds, which every file system can keep. */
    private static final long FIRST = 315_532_800L;

    private static final int SEALS = 1 << 29;

    private final Optional<String> boot;

    FileSeal(Optional<String> boot) {
        this.boot = boot;
    }

    static FileSeal ofThisBoot() {
        try {
            return new FileSeal(Optional.of(Files.readString(BOOT_ID).strip()));
        } catch (IOException e) {
            return new FileSeal(Optional.empty());
        }
    }

    /**
     * Seals a file. Whoever reads it after that and finds its identity the same in the end knows what it holds.
     *
     * @return its identity from now on; empty if it cannot be sealed
     */
    Optional<String> put(Path file) {
        long seconds = FIRST + 2L * ThreadLocalRandom.current().nextInt(SEALS);
        try {
            Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
            return identity(file);
        } catch (IOException readOnly) {
            return Optional.empty();
        }
    }

    /** What the file is now. */
    Optional<String> identity(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        Optional<Object> inode = Optional.ofNullable(now.fileKey()).filter(key -> now.isRegularFile());
        return boot.flatMap(id -> inode.map(
                key -> now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + key + " " + id));
    }
}
