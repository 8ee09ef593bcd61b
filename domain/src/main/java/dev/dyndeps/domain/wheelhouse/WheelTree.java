package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the files of one wheel go in the merged tree (binary distribution format, "Installing a wheel": the
 * {@code .data} folder is spread), and what of it stays out.
 *
 * @param files every file's path in the tree, sorted
 * @param importable those that may be modules or packages
 * @param skip names (up to the first dot) at the top that stay out: the standard library wins, as it does under pip, and
 *     {@code tests} or {@code setup.py} beside the real package are litter
 */
record WheelTree(ImmutableList<String> files, ImmutableList<String> importable, ImmutableList<String> skip) {
    private static final ImmutableSet<String> LITTER =
            ImmutableSet.of("setup", "conftest", "tests", "test", "docs", "examples");
    private static final ImmutableSet<String> DUNDERS = ImmutableSet.of("__init__", "__main__", "__pycache__");

    static WheelTree of(WheelContents wheel, ImmutableSet<String> standardLibrary) {
        ImmutableList<String> importable = wheel.files().stream()
                .map(WheelContents.File::path)
                .filter(path -> !top(path).endsWith(".dist-info"))
                .filter(path -> !top(path).endsWith(".data") || inLibrary(path))
                .flatMap(path -> place(path))
                .collect(ImmutableList.toImmutableList());
        Set<String> tops = importable.stream().map(WheelTree::stem).collect(Collectors.toSet());
        Set<String> forbidden = Sets.union(standardLibrary, DUNDERS);
        Set<String> drop = Sets.union(forbidden, LITTER).containsAll(tops) ? forbidden : Sets.union(forbidden, LITTER);
        return new WheelTree(
                wheel.files().stream()
                        .flatMap(file -> place(file.path()))
                        .filter(path -> !drop.contains(stem(path)))
                        .sorted()
                        .collect(ImmutableList.toImmutableList()),
                importable.stream()
                        .filter(path -> !drop.contains(stem(path)))
                        .sorted()
                        .collect(ImmutableList.toImmutableList()),
                tops.stream().filter(drop::contains).sorted().collect(ImmutableList.toImmutableList()));
    }

    /** The top-level names that can be imported, for a wheel that has no {@code top_level.txt}. */
    ImmutableList<String> tops() {
        return importable.stream()
                .filter(path -> path.contains("/") || ImportRoots.isModule(path))
                .map(WheelTree::stem)
                .distinct()
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    /** Where a file of a wheel goes in the tree; nowhere for headers. */
    private static Stream<String> place(String path) {
        String top = top(path);
        if (!top.endsWith(".data") || path.indexOf('/', top.length() + 1) < 0) {
            return Stream.of(path);
        }
        String kind = path.substring(top.length() + 1, path.indexOf('/', top.length() + 1));
        String rest = path.substring(top.length() + kind.length() + 2);
        return switch (kind) {
            case "purelib", "platlib", "data" -> Stream.of(rest);
            case "scripts" -> Stream.of("bin/" + rest);
            default -> Stream.of();
        };
    }

    private static boolean inLibrary(String path) {
        String inside = path.substring(top(path).length());
        return inside.startsWith("/purelib/") || inside.startsWith("/platlib/");
    }

    private static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** The first segment up to its first dot: {@code six} of {@code six.py}. */
    private static String stem(String path) {
        String top = top(path);
        int dot = top.indexOf('.');
        return dot < 0 ? top : top.substring(0, dot);
    }
}
