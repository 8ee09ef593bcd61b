package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Remembers beside a file that its content was hashed and right, in {@code .<file name>.hashed}, so that it need not be
 * hashed again. The stamp holds the file's size, time of change to the nanosecond, inode, and the machine's boot id;
 * it is believed while all of these are the same.
 *
 * <p>That catches every write, whoever did it, and (by the boot id) what a power cut left of a file that was not yet on
 * the disk. It does not catch a disk that forgets, nor a user who sets the time of change back; the wheelhouse that is
 * made of the file is hashed wheel by wheel where it is used. A file system's clock ticks in milliseconds, some in two
 * seconds: a file that changed less than two seconds ago gets no stamp, since it could change again within the tick.
 * Where there is no boot id or inode, there are no stamps.
 */
final class HashStamp {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Duration COARSEST_TICK = Duration.ofSeconds(2);

    private final Optional<String> boot;

    HashStamp(Optional<String> boot) {
        this.boot = boot;
    }

    static HashStamp ofThisBoot() {
        try {
            return new HashStamp(Optional.of(Files.readString(BOOT_ID).strip()));
        } catch (IOException e) {
            return new HashStamp(Optional.empty());
        }
    }

    /** What a stamp on the file as it is now would say. */
    Optional<String> identity(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        Optional<Object> inode = Optional.ofNullable(now.fileKey());
        return boot.flatMap(id -> inode.map(
                key -> now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + key + " " + id));
    }

    boolean isOn(Path file) throws IOException {
        Path stamp = stamp(file);
        return Files.isRegularFile(stamp, NOFOLLOW_LINKS)
                && identity(file).equals(Optional.of(Files.readString(stamp)));
    }

    /** Says that the file's content was right when it had this identity; a stamp that cannot be written is none. */
    void put(Path file, String identity) throws IOException {
        long age = System.currentTimeMillis()
                - Files.getLastModifiedTime(file, NOFOLLOW_LINKS).toMillis();
        if (age < COARSEST_TICK.toMillis()) {
            return;
        }
        try (PartFile part = PartFile.of(stamp(file))) {
            part.fill(new ByteArrayInputStream(identity.getBytes(UTF_8)));
            part.publish();
        } catch (IOException e) {
            // a full or read-only cache: hashed again next time
        }
    }

    private static Path stamp(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".hashed");
    }
}
