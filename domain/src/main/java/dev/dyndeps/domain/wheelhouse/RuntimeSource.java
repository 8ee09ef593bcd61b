package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The Python texts that go into a wheelhouse.
 *
 * @param runtime the files of the package {@code _wheelhouse_<digest12>} by name, {@code __init__.py} among them
 * @param packageStub the stub of an import root that is a package, with {@code {package}} and {@code {root}} to fill in
 * @param moduleStub the stub of an import root that is a module, likewise
 * @param aliases {@code _user_modules_aliases.py} of the wheel of {@code user_modules}
 * @param aliasStub the stub of one module of {@code user_modules} at the top level of that wheel
 */
public record RuntimeSource(
        ImmutableSortedMap<String, String> runtime,
        String packageStub,
        String moduleStub,
        String aliases,
        String aliasStub) {

    /** Names these texts: the SHA-256 of what goes into every wheelhouse. */
    public HashCode digest() {
        Hasher hasher = Hashing.sha256().newHasher();
        runtime.forEach((name, text) -> hasher.putString(name + '\0' + text + '\0', StandardCharsets.UTF_8));
        return hasher.putString(packageStub + '\0' + moduleStub, StandardCharsets.UTF_8)
                .hash();
    }
}
