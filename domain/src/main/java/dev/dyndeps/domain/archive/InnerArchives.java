package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Archives inside an archive. Wheels and source distributions are what we are for; nothing else is ever unpacked, and
 * saying so beats leaving it out in silence. What lies in a project's folder is that project's business.
 */
public final class InnerArchives {
    private static final ImmutableList<String> ARCHIVES = ImmutableList.of(
            ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".7z", ".rar");
    private static final ImmutableList<String> SDISTS = ImmutableList.of(".tar.gz", ".zip");
    private static final ImmutableList<String> INSTALLERS =
            ImmutableList.of(".exe", ".msi", ".dmg", ".conda", ".deb", ".rpm");
    private static final ImmutableList<String> MARKERS =
            ImmutableList.of("pyproject.toml", "setup.py", "setup.cfg", Leftovers.ENVIRONMENT);

    private InnerArchives() {}

    /**
     * @param hasPkgInfo whether a file that {@linkplain #isNamedAsSdist is named as a source distribution} is one
     * @throws UserError ({@code NESTED_ARCHIVE}, {@code EGG_UNSUPPORTED}) for the first file that may not be there
     */
    public static void check(ArchiveListing listing, Predicate<ArchivePath> hasPkgInfo) {
        for (ArchiveEntry entry : listing.files()) {
            ArchivePath path = entry.path();
            if (isSuspicious(path) && !isLeftOver(path) && !hasMarkerAbove(listing, path)) {
                checkEgg(path);
                checkArchive(path, hasPkgInfo);
            }
        }
    }

    /** Whether the file is called {@code name-version.tar.gz} or {@code .zip} (source distribution format). */
    public static boolean isNamedAsSdist(ArchivePath file) {
        String name = file.name();
        return SDISTS.stream().anyMatch(suffix -> hasSuffix(name, suffix) && isNameAndVersion(stem(name, suffix)));
    }

    private static boolean isSuspicious(ArchivePath path) {
        return isEgg(path)
                || INSTALLERS.stream().anyMatch(suffix -> hasSuffix(path.name(), suffix))
                || ARCHIVES.stream().anyMatch(suffix -> hasSuffix(path.name(), suffix));
    }

    private static boolean isEgg(ArchivePath path) {
        return path.segments().stream().anyMatch(s -> hasSuffix(s, ".egg") || s.equals("EGG-INFO"));
    }

    private static void checkEgg(ArchivePath path) {
        if (isEgg(path)) {
            throw new UserError(
                    Code.EGG_UNSUPPORTED,
                    path.value(),
                    "eggs are no longer supported by pip",
                    "Put in the wheel of the same version ('pip download NAME==VERSION'), or name it in a requirements.txt");
        }
        if (INSTALLERS.stream().anyMatch(suffix -> hasSuffix(path.name(), suffix))) {
            throw new UserError(
                    Code.EGG_UNSUPPORTED,
                    path.value(),
                    "an installer or a package of another system cannot be a Python dependency",
                    "Put in a wheel instead, or name the distribution in a requirements.txt");
        }
    }

    private static void checkArchive(ArchivePath path, Predicate<ArchivePath> hasPkgInfo) {
        if (!isNamedAsSdist(path)) {
            throw nested(path, "an archive inside the archive is not unpacked");
        }
        if (!hasPkgInfo.test(path)) {
            throw nested(path, "it is named as a source distribution and has no PKG-INFO");
        }
    }

    private static UserError nested(ArchivePath path, String what) {
        return new UserError(
                Code.NESTED_ARCHIVE,
                path.value(),
                what,
                "Unpack it into a folder of its own and make the archive again, or leave it out");
    }

    /** Whether the file lies in a folder of a tool, such as {@code .git} or {@code __MACOSX}, that is left out anyhow. */
    private static boolean isLeftOver(ArchivePath file) {
        return file.segments().stream()
                .anyMatch(s -> s.startsWith(".") || Leftovers.folder(s).isPresent());
    }

    /** Whether the file lies in a project, or in a virtual environment, which is left out as a whole. */
    private static boolean hasMarkerAbove(ArchiveListing listing, ArchivePath file) {
        ArchivePath folder = file;
        do {
            folder = folder.parent();
            ArchivePath here = folder;
            if (MARKERS.stream().anyMatch(marker -> listing.contains(here.resolve(marker)))) {
                return true;
            }
        } while (!folder.isRoot());
        return false;
    }

    private static boolean isNameAndVersion(String stem) {
        int hyphen = stem.lastIndexOf('-');
        return hyphen > 0 && hyphen + 1 < stem.length() && isDigit(stem.charAt(hyphen + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean hasSuffix(String name, String suffix) {
        return name.length() > suffix.length() && name.toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private static String stem(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
