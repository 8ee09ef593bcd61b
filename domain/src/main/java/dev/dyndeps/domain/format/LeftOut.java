package dev.dyndeps.domain.format;

import dev.dyndeps.domain.archive.ArchivePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records every file that is in no unit, with the reason; a folder of such data once, not file by file. */
final class LeftOut {
    private final Set<ArchivePath> kept = new HashSet<>();
    private final Set<ArchivePath> busy = new HashSet<>();
    private final Map<ArchivePath, String> reasons = new HashMap<>();
    private final Optional<Format> chosen;

    LeftOut(List<Unit> units, Optional<ArchivePath> lock, List<Twins> twins, Optional<Format> chosen) {
        this.chosen = chosen;
        for (Unit unit : units) {
            unit.requirements().ifPresent(kept::add);
            kept.addAll(unit.wheels());
            kept.addAll(unit.sdists());
            kept.addAll(unit.modules());
            unit.projects().forEach(project -> kept.add(project.marker()));
        }
        lock.ifPresent(kept::add);
        twins.forEach(twin -> reasons.put(twin.copy(), "the same file as " + twin.kept()));
    }

    /**
     * @param found what was found, before {@code --format} narrowed it
     * @param projects those that count
     * @param cuts where it is recorded
     */
    void record(Markers found, Set<ArchivePath> projects, ArchivePath root, Cuts cuts) {
        kept.forEach(file -> markBusy(file.parent()));
        found.projects().keySet().forEach(this::markBusy);
        found.projects().keySet().stream()
                .filter(project -> !projects.contains(project))
                .forEach(project -> cuts.add(project, byChoice()));
        busy.add(root);
        found.files().forEach((kind, file) -> {
            if (kind != FileKind.DATA) {
                markBusy(file.parent());
            }
        });
        found.files().forEach((kind, file) -> {
            if (!kept.contains(file)) {
                cuts.add(kind == FileKind.DATA ? highestIdle(file) : file, reason(kind, file));
            }
        });
    }

    private String byChoice() {
        return chosen.map(format -> "left out by --format " + format).orElse("another file of this name counts");
    }

    private void markBusy(ArchivePath folder) {
        ArchivePath at = folder;
        while (busy.add(at) && !at.isRoot()) {
            at = at.parent();
        }
    }

    private ArchivePath highestIdle(ArchivePath file) {
        ArchivePath at = file;
        while (!busy.contains(at.parent())) {
            at = at.parent();
        }
        return at;
    }

    private String reason(FileKind kind, ArchivePath file) {
        String known = reasons.get(file);
        if (known != null) {
            return known;
        }
        return switch (kind) {
            case REQUIREMENTS, WHEEL, SDIST, MODULE, ARCHIVE -> byChoice();
            case REQUIREMENTS_LIKE -> "read only where requirements.txt includes it";
            case PYLOCK, FOREIGN_LOCK -> "a lock file, not read beside requirements.txt or a project";
            case TOOL_SETTINGS -> "settings of tools";
            case DATA -> "no dependency by itself";
        };
    }
}
