package dev.dyndeps.adapter.pip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.OutputListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The wheels that builds with setuptools need, fetched once from the machine's own index. */
final class BuildTools {
    private static final ImmutableList<String> PINS = ImmutableList.of("setuptools==80.9.0", "wheel==0.45.1");

    private BuildTools() {}

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
