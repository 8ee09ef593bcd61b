package dev.dyndeps.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Funnels;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Names a source tree as a build sees it: the path, the execute bit, the size and the bytes of each file in it. */
final class SourceDigest {
    private SourceDigest() {}

    /** @param tree a folder, or a file */
    static HashCode of(Path tree) {
        Hasher hasher = Hashing.sha256().newHasher();
        Path base = Files.isDirectory(tree) ? tree : tree.getParent();
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().collect(ImmutableList.toImmutableList())) {
                char mode = Files.isExecutable(file) ? 'x' : '-';
                hasher.putString(
                        (base == null ? file : base.relativize(file)) + "\0" + mode + '\0' + Files.size(file) + '\0',
                        UTF_8);
                MoreFiles.asByteSource(file).copyTo(Funnels.asOutputStream(hasher));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hasher.hash();
    }
}
