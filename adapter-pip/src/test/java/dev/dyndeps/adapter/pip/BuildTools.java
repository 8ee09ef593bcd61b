package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The wheels that builds with setuptools need, fetched once from the machine's own index. */
final class BuildTools {
    private static final ImmutableList<String> PINS = ImmutableList.of("setuptools==80.9.0", "wheel==0.45.1");

    private BuildTools() {}

    /** The index, with these wheels in it. */
    static PackageIndex offerIn(PackageIndex index) {
        try {
            for (Path file : TestPip.buildTools()) {
                String name = file.getFileName().toString();
                index.add(new Release(name.substring(0, name.indexOf('-')), name, Files.readAllBytes(file)));
            }
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized ImmutableList<Path> in(PipTools outside, Path folder) {
        ImmutableList<Path> files = ImmutableList.of(
                folder.resolve("setuptools-80.9.0-py3-none-any.whl"), folder.resolve("wheel-0.45.1-py3-none-any.whl"));
        try {
            if (!files.stream().allMatch(Files::exists)) {
                Files.createDirectories(folder);
                new PipDownload(outside, outside.environment())
                        .run(ImmutableList.of("--only-binary=:all:"), PINS, folder, OutputListener.NONE);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
