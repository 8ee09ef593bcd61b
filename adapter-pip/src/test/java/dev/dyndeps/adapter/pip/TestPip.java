package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.testkit.PackageIndex;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real pip that knows one index, on loopback, and no settings of this machine. Its environment is made once, from the
 * machine's own index, and shared by all tests of the module.
 */
final class TestPip {
    static final Path CACHE = Path.of("target", "test-cache").toAbsolutePath();

    private TestPip() {}

    /** @param home a folder of the test: home and cache of the operator that the test plays */
    static PipTools of(PackageIndex index, Path home) {
        return with(home, Map.of("PIP_INDEX_URL", index.url().toString()));
    }

    static PipTools with(Path home, Map<String, String> settings) {
        ProcessRunner runner = new ProcessRunner();
        Variables operator = Variables.inherited()
                .without(name -> name.startsWith("PIP_") || name.equals("NETRC") || name.startsWith("XDG_"))
                .with(ImmutableMap.of(
                        "HOME", home.toString(), "PIP_NO_CACHE_DIR", "1", "PIP_RETRIES", "0", "PIP_TIMEOUT", "20"))
                .with(settings);
        return new PipTools(
                runner,
                Interpreters.ofThisMachine(runner),
                new ManagedEnvironments(runner, Variables.inherited(), CACHE),
                operator,
                home.resolve("cache"),
                ProgressListener.NONE);
    }

    /** setuptools and wheel, for an index whose tests build with them. */
    static ImmutableList<Path> buildTools() {
        PipTools outside = PipTools.ofThisMachine(CACHE, ProgressListener.NONE);
        return BuildTools.in(outside, CACHE.resolve("build-tools"));
    }
}
