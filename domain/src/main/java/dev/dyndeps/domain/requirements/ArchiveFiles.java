package dev.dyndeps.domain.requirements;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files and folders of the archive, found by the relative paths that people write. */
final class ArchiveFiles {
    private static final Splitter SEGMENTS = Splitter.on(CharMatcher.anyOf("/\\"));

    private final ImmutableMap<String, ArchivePath> files;
    private final Map<String, ArchivePath> folders = new HashMap<>();

    ArchiveFiles(ArchiveListing listing) {
        files = Maps.uniqueIndex(
                listing.files().stream().map(entry -> entry.path()).toList(), ArchivePath::value);
        folders.put("", ArchivePath.ROOT);
        for (ArchivePath file : files.values()) {
            ArchivePath folder = file.parent();
            while (folders.putIfAbsent(folder.value(), folder) == null) {
                folder = folder.parent();
            }
        }
    }

    Optional<ArchivePath> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    Optional<ArchivePath> folder(String path) {
        return Optional.ofNullable(folders.get(path));
    }

    /**
     * The path from the archive's root, without {@code .} and {@code ..}; nothing needs to be there. A backslash counts as
     * a separator, so that none leads out.
     *
     * @return empty if it is absolute or leads out of the archive
     */
    static Optional<String> resolve(ArchivePath folder, String path) {
        boolean drive = path.length() > 1 && path.charAt(1) == ':';
        if (drive || path.startsWith("/") || path.startsWith("\\") || path.startsWith("~")) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>(folder.segments());
        for (String segment : SEGMENTS.split(path)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return Optional.of(Joiner.on('/').join(segments));
    }
}
