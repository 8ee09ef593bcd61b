package dev.dyndeps.domain.wheelhouse;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The Python texts that go into a wheelhouse.
 *
 * @param runtime {@code __init__.py} of the package {@code _wheelhouse_<digest12>}
 * @param packageStub the stub of an import root that is a package, with {@code {package}} and {@code {root}} to fill in
 * @param moduleStub the stub of an import root that is a module, likewise
 * @param aliases {@code _user_modules_aliases.py} of the wheel of {@code user_modules}
 * @param aliasStub the stub of one module of {@code user_modules} at the top level of that wheel
 */
public record RuntimeSource(String runtime, String packageStub, String moduleStub, String aliases, String aliasStub) {

    /** Names these texts: the SHA-256 of what goes into every wheelhouse. */
    public HashCode digest() {
        return Hashing.sha256().hashString(runtime + '\0' + packageStub + '\0' + moduleStub, StandardCharsets.UTF_8);
    }
}
