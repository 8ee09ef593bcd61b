package dev.dyndeps.domain.format;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;

/** What a file's name says it is, where no project owns it. */
enum FileKind {
    REQUIREMENTS,
    REQUIREMENTS_LIKE,
    WHEEL,
    SDIST,
    ARCHIVE,
    MODULE,
    PYLOCK,
    FOREIGN_LOCK,
    TOOL_SETTINGS,
    DATA;

    private static final ImmutableList<String> ARCHIVES =
            ImmutableList.of(".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar");

    static FileKind of(ArchivePath file) {
        String name = file.name();
        if (RequirementNames.isRequirements(name)) {
            return REQUIREMENTS;
        }
        if (name.endsWith(".whl")) {
            return WHEEL;
        }
        if (name.endsWith(".py")) {
            return MODULE;
        }
        if (isPylock(name)) {
            return PYLOCK;
        }
        if (ForeignLock.of(name).isPresent()) {
            return FOREIGN_LOCK;
        }
        if (ARCHIVES.stream().anyMatch(Ascii.toLowerCase(name)::endsWith)) {
            return SourceDistribution.of(name).isPresent() ? SDIST : ARCHIVE;
        }
        if (name.equals("pyproject.toml") || name.equals("setup.cfg") || name.equals("tox.ini")) {
            return TOOL_SETTINGS;
        }
        return RequirementNames.looksLike(file) ? REQUIREMENTS_LIKE : DATA;
    }

    /** {@code pylock.toml} or {@code pylock.NAME.toml}, NAME without dots (PEP 751). */
    private static boolean isPylock(String name) {
        if (name.equals("pylock.toml")) {
            return true;
        }
        return name.startsWith("pylock.")
                && name.endsWith(".toml")
                && name.length() > "pylock..toml".length()
                && name.substring("pylock.".length(), name.length() - ".toml".length())
                                .indexOf('.')
                        < 0;
    }
}
