package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Wheels that cannot lie in one folder: one has a file where another has a folder. */
final class FileConflicts {
    private FileConflicts() {}

    /** @throws UserError ({@code WHEEL_CONFLICT}) naming the path and both wheels */
    static void check(ImmutableMap<String, WheelTree> trees) {
        Map<String, String> wheelOf = new HashMap<>();
        trees.forEach((wheel, tree) -> tree.files().forEach(path -> wheelOf.putIfAbsent(path, wheel)));
        trees.forEach((wheel, tree) -> {
            for (String path : tree.files()) {
                for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                    String folder = path.substring(0, slash);
                    Optional.ofNullable(wheelOf.get(folder)).ifPresent(other -> {
                        throw conflict(folder, other, wheel);
                    });
                }
            }
        });
    }

    private static UserError conflict(String path, String ofFile, String ofFolder) {
        return new UserError(
                Code.WHEEL_CONFLICT,
                ofFolder,
                "'" + path + "' is a folder here and a file in " + ofFile + ", so no environment can have both",
                "Choose other versions, or leave one of them out");
    }
}
