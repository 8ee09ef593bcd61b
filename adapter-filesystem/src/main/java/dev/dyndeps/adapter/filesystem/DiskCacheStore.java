package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.port.CacheStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cache below a {@link CacheRoot}. Files are in use that a process has a link to; environments and programs, to which
 * there are no links, while any other process works with this cache at all. An entry goes by one rename, into a workspace,
 * and is deleted there.
 */
public final class DiskCacheStore implements CacheStore {
    /** The folders of the cache by kind, and how deep in them its entries are. */
    private static final ImmutableMap<Kind, Integer> DEPTHS = ImmutableMap.of(
            Kind.WHEELS, 2,
            Kind.WHEELHOUSES, 2,
            Kind.BUILDS, 2,
            Kind.ENVIRONMENTS, 1,
            Kind.PROGRAMS, 1,
            Kind.CLASSES, 1,
            Kind.LOGS, 1);

    private static final ImmutableSet<Kind> OF_WHOLE_PROCESSES = ImmutableSet.of(Kind.ENVIRONMENTS, Kind.PROGRAMS);
    private static final String LOCK = ".lock";

    private final CacheRoot root;

    public DiskCacheStore(CacheRoot root) {
        this.root = root;
    }

    @Override
    public Path folder() {
        return root.folder();
    }

    @Override
    public ImmutableList<CacheEntry> entries() {
        boolean others = LockedFolder.othersAreAlive(root.temp());
        List<CacheEntry> entries = new ArrayList<>();
        DEPTHS.forEach((kind, depth) -> {
            for (Path place : below(root.folder().resolve(kind.id()), depth)) {
                add(entries, kind, place, others);
            }
        });
        for (Path left : LockedFolder.abandoned(root.temp())) {
            add(entries, Kind.LEFTOVERS, left, false);
        }
        return ImmutableList.sortedCopyOf(comparing(CacheEntry::kind).thenComparing(CacheEntry::place), entries);
    }

    /** What is so deep below a folder; locks and parts are nobody's entries. */
    private static List<Path> below(Path folder, int depth) {
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(place -> folder.relativize(place).getNameCount() == depth && !place.equals(folder))
                    .filter(place ->
                            !PartFile.isPart(place) && !place.toString().endsWith(LOCK))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private void add(List<CacheEntry> entries, Kind kind, Path place, boolean others) {
        try {
            Contents contents = Contents.of(place);
            entries.add(new CacheEntry(
                    kind,
                    kind == Kind.WHEELS ? contents.wheel(place) : String.valueOf(place.getFileName()),
                    root.folder().relativize(place).toString(),
                    contents.bytes,
                    contents.lastUsedMillis,
                    OF_WHOLE_PROCESSES.contains(kind) ? others : kind == Kind.WHEELS && contents.linked));
        } catch (IOException goneMeanwhile) {
            // no entry
        }
    }

    @Override
    public Removal remove(CacheEntry entry) {
        Path place = root.folder().resolve(entry.place());
        try {
            if (Files.notExists(place, NOFOLLOW_LINKS)) {
                return Removal.WAS_NOT_THERE;
            }
            if ((OF_WHOLE_PROCESSES.contains(entry.kind()) && LockedFolder.othersAreAlive(root.temp()))
                    || (entry.kind() == Kind.WHEELS && Contents.of(place).linked)) {
                return Removal.IN_USE;
            }
            if (entry.kind() == Kind.LEFTOVERS) {
                return LockedFolder.removeIfAbandoned(place) ? Removal.REMOVED : Removal.IN_USE;
            }
            return take(place);
        } catch (NoSuchFileException e) {
            return Removal.WAS_NOT_THERE;
        } catch (IOException e) {
            return Removal.FAILED;
        }
    }

    private Removal take(Path place) throws IOException {
        Folders.makePrivate(root.temp());
        LockedFolder away = LockedFolder.make(root.temp());
        try {
            Files.move(place, away.folder().resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
            return Removal.REMOVED;
        } finally {
            away.remove();
        }
    }

    /** What an entry consists of. */
    private static final class Contents extends SimpleFileVisitor<Path> {
        private final Set<Object> seen = new HashSet<>();
        private final List<Path> files = new ArrayList<>();
        private long bytes;
        private long lastUsedMillis;
        private boolean linked;

        static Contents of(Path place) throws IOException {
            Contents contents = new Contents();
            contents.lastUsedMillis =
                    Files.getLastModifiedTime(place, NOFOLLOW_LINKS).toMillis();
            Files.walkFileTree(place, contents);
            return contents;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            files.add(file);
            Object inode = attributes.fileKey();
            if (inode == null || seen.add(inode)) {
                bytes += attributes.size();
            }
            if (isAStamp(file)) {
                lastUsedMillis =
                        Math.max(lastUsedMillis, attributes.lastModifiedTime().toMillis());
            }
            linked |= attributes.isRegularFile()
                    && Files.getAttribute(file, "unix:nlink", NOFOLLOW_LINKS) instanceof Integer links
                    && links > 1;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        /** Its time of change is when the entry was last of use. */
        private static boolean isAStamp(Path file) {
            String name = String.valueOf(file.getFileName());
            return name.endsWith(".facts") || name.equals(".complete");
        }

        /** The file name of the wheel. */
        String wheel(Path place) {
            return files.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .findFirst()
                    .orElse(String.valueOf(place.getFileName()));
        }
    }
}
