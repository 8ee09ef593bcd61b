package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the import roots of a merged tree: the names at which an import leaves the open namespaces and enters code.
 *
 * <p>A folder with an {@code __init__} in any wheel is a root. A folder without is a namespace package (PEP 420): it stays
 * open for others and what is in it is walked. A module file, an extension module or a lone {@code .pyc} is a root.
 */
final class ImportRoots {
    private ImportRoots() {}

    /** What kind of root a name is. */
    enum Kind {
        PACKAGE,
        MODULE
    }

    /** The roots by dotted name; where both a package and a module have a name, the package wins as in CPython. */
    static ImmutableSortedMap<String, Kind> of(Iterable<String> files) {
        Folder top = new Folder();
        for (String file : files) {
            Folder here = top;
            String[] parts = file.split("/", -1);
            for (int i = 0; i < parts.length - 1; i++) {
                here = here.folders.computeIfAbsent(parts[i], name -> new Folder());
            }
            here.add(parts[parts.length - 1]);
        }
        SortedMap<String, Kind> roots = new TreeMap<>();
        walk(top, "", roots);
        return ImmutableSortedMap.copyOf(roots);
    }

    static boolean isModule(String path) {
        return path.endsWith(".py") || path.endsWith(".pyc") || path.endsWith(".so");
    }

    /** A stub has its root's name in a Python literal between double quotes; no import statement can spell the others. */
    private static boolean fitsStub(String name) {
        return name.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c));
    }

    private static void walk(Folder folder, String prefix, SortedMap<String, Kind> roots) {
        for (String stem : folder.modules) {
            roots.putIfAbsent(prefix + stem, Kind.MODULE);
        }
        folder.folders.forEach((name, inside) -> {
            if (name.contains(".") || !fitsStub(name)) {
                return; // cannot be imported: pandas.libs, x-1.0.dist-info
            }
            if (inside.modules.contains("__init__")) {
                roots.put(prefix + name, Kind.PACKAGE);
            } else {
                walk(inside, prefix + name + ".", roots);
            }
        });
    }

    private static final class Folder {
        final Map<String, Folder> folders = new TreeMap<>();
        final Set<String> modules = new TreeSet<>();

        void add(String file) {
            int dot = file.indexOf('.');
            if (isModule(file) && dot > 0 && fitsStub(file.substring(0, dot))) {
                modules.add(file.substring(0, dot));
            }
        }
    }
}
