package dev.dyndeps.domain.wheelhouse;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.PythonVersion;
import java.util.List;
import java.util.Objects;

/**
 * All wheels of a wheelhouse as one folder, laid out as {@code pip install --target} would have done it.
 *
 * @param trees where the files of each wheel go, by file name
 * @param roots the import roots of the whole, by dotted name
 * @param warnings names that stay out since the standard library has them
 */
record MergedTree(
        ImmutableMap<String, WheelTree> trees,
        ImmutableSortedMap<String, ImportRoots.Kind> roots,
        ImmutableList<String> warnings) {

    /** @throws UserError ({@code WHEEL_CONFLICT}) if one wheel has a file where another has a folder */
    static MergedTree of(List<WheelContents> wheels, PythonVersion python) {
        ImmutableSet<String> standardLibrary = StandardLibrary.names(python);
        ImmutableMap<String, WheelTree> trees = wheels.stream()
                .collect(ImmutableMap.toImmutableMap(
                        wheel -> wheel.name().fileName(), wheel -> WheelTree.of(wheel, standardLibrary)));
        FileConflicts.check(trees);
        ImmutableList<String> files = trees.values().stream()
                .flatMap(tree -> tree.importable().stream())
                .collect(ImmutableList.toImmutableList());
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        trees.forEach((file, tree) -> tree.skip().stream()
                .filter(standardLibrary::contains)
                .forEach(name -> warnings.add(file + ": '" + name + "' is a module of Python " + python
                        + "'s standard library, which wins; it is left out")));
        return new MergedTree(trees, ImportRoots.of(files), warnings.build());
    }

    WheelTree of(WheelContents wheel) {
        return Objects.requireNonNull(trees.get(wheel.name().fileName()));
    }

    /** The import roots that a wheel brings, or brings files of. */
    ImmutableList<String> rootsOf(WheelContents wheel) {
        return ImportRoots.of(of(wheel).importable()).keySet().stream()
                .map(this::rootAbove)
                .distinct()
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * What a user of the wheel would import: the root that is named like the distribution, else all that have no leading
     * underscore in any part.
     */
    ImmutableList<String> publicRootsOf(WheelContents wheel) {
        ImmutableList<String> all = rootsOf(wheel);
        ImmutableList<String> named = all.stream()
                .filter(root -> sameName(root, wheel.name().name()))
                .collect(ImmutableList.toImmutableList());
        return named.isEmpty()
                ? all.stream().filter(root -> !("." + root).contains("._")).collect(ImmutableList.toImmutableList())
                : named;
    }

    private static boolean sameName(String root, DistributionName name) {
        return CharMatcher.anyOf("_.").replaceFrom(Ascii.toLowerCase(root), '-').equals(name.value());
    }

    private String rootAbove(String root) {
        for (int dot = root.indexOf('.'); dot > 0; dot = root.indexOf('.', dot + 1)) {
            if (roots.containsKey(root.substring(0, dot))) {
                return root.substring(0, dot);
            }
        }
        return root;
    }
}
