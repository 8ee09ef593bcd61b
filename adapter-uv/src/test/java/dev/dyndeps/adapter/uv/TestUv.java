package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real uv that knows one index, on loopback, and no settings of this machine. Its environment is made once, from the
 * machine's own index, and shared by all tests of the module.
 */
final class TestUv {
    private static final Path CACHE = Path.of("target", "test-cache").toAbsolutePath();
    private static final ImmutableList<String> BUILD_TOOLS = ImmutableList.of("setuptools==80.9.0", "wheel==0.45.1");

    private TestUv() {}

    /** @param home a folder of the test: home and cache of the operator that the test plays */
    static UvTools of(PackageIndex index, Path home) {
        return with(home, Map.of("PIP_INDEX_URL", index.url().toString()));
    }

    static UvTools with(Path home, Map<String, String> settings) {
        ProcessRunner runner = new ProcessRunner();
        Variables operator = Variables.inherited()
                .without(name -> name.startsWith("PIP_")
                        || name.startsWith("UV_")
                        || name.equals("NETRC")
                        || name.startsWith("XDG_"))
                .with(ImmutableMap.of(
                        "HOME", home.toString(), "PIP_NO_CACHE_DIR", "1", "PIP_RETRIES", "0", "PIP_TIMEOUT", "20"))
                .with(settings);
        return new UvTools(new PipTools(
                runner,
                Interpreters.ofThisMachine(runner),
                new ManagedEnvironments(runner, Variables.inherited(), CACHE),
                operator,
                home.resolve("cache"),
                ProgressListener.NONE));
    }

    /** The index, with what builds with setuptools need in it, fetched once from the machine's own. */
    static PackageIndex withBuildTools(PackageIndex index) {
        Path folder = CACHE.resolve("build-tools");
        try {
            for (String pin : BUILD_TOOLS) {
                String name = pin.replace("==", "-") + "-py3-none-any.whl";
                Path file = folder.resolve(name);
                if (!Files.exists(file)) {
                    download(folder);
                }
                index.add(new Release(pin.substring(0, pin.indexOf('=')), name, Files.readAllBytes(file)));
            }
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void download(Path folder) {
        PipTools outside = PipTools.ofThisMachine(CACHE, ProgressListener.NONE);
        ImmutableList<String> download = ImmutableList.<String>builder()
                .addAll(PipTools.python(outside.environment()))
                .add("-m", "pip", "download", "--no-deps", "--dest", folder.toString())
                .addAll(BUILD_TOOLS)
                .build();
        outside.runner().run(Command.of(outside.pipVariables(), download));
    }
}
