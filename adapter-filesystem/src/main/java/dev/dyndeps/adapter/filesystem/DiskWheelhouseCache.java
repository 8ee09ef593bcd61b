package dev.dyndeps.adapter.filesystem;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.WheelhouseCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Recipes of wheelhouses, {@code <first two digits>/<key>}: the wheels are in the {@link DiskWheelCache}, and the kernel
 * copies them from there.
 */
public final class DiskWheelhouseCache implements WheelhouseCache {
    private final Path folder;
    private final DiskWheelCache wheels;

    /** @param folder where the recipes are, made when the first is kept */
    public DiskWheelhouseCache(Path folder, DiskWheelCache wheels) {
        this.folder = folder;
        this.wheels = wheels;
    }

    @Override
    public Optional<KeptWheelhouse> find(HashCode key, Path temp) {
        Optional<Recipe> recipe = Recipe.read(file(key));
        if (recipe.isEmpty()) {
            return Optional.empty();
        }
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (Recipe.Part part : recipe.get().parts()) {
            Optional<Path> wheel = wheels.file(part.wheel(), part.fileName(), temp);
            if (wheel.isEmpty()) {
                return Optional.empty();
            }
            files.add(wheel.get());
        }
        LastUse.isNow(file(key));
        return Optional.of(new Kept(recipe.get(), files.build()));
    }

    private record Kept(Recipe recipe, ImmutableList<Path> wheels) implements KeptWheelhouse {
        @Override
        public Manifest manifest() {
            return recipe.manifest();
        }

        @Override
        public Written write(Path out) {
            Path whole = out.toAbsolutePath();
            try {
                Folders.make(Folders.of(whole));
                try (PartFile part = PartFile.of(whole)) {
                    try (FileChannel to = FileChannel.open(part.path(), CREATE_NEW, WRITE)) {
                        for (int i = 0; i < wheels.size(); i++) {
                            Recipe.Part next = recipe.parts().get(i);
                            bytes(next.before(), to);
                            copy(wheels.get(i), next.size(), to);
                        }
                        bytes(recipe.end(), to);
                    }
                    part.publish();
                }
            } catch (ClosedByInterruptException e) {
                throw new Interrupted("the writing of " + out);
            } catch (IOException e) {
                throw new UserError(
                        Code.OUTPUT_UNWRITABLE,
                        out.toString(),
                        String.format(
                                Locale.ROOT,
                                "the file of %,d bytes cannot be written: %s",
                                recipe.size(),
                                Reasons.of(e)),
                        "Make room for it, or choose another folder");
            }
            return new Written(out, recipe.size(), recipe.sha256());
        }
    }

    private static void bytes(byte[] bytes, FileChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static void copy(Path wheel, long size, FileChannel to) throws IOException {
        try (FileChannel from = FileChannel.open(wheel)) {
            for (long at = 0; at < size; ) {
                long copied = from.transferTo(at, size - at, to);
                if (copied <= 0) {
                    throw new IOException("a wheel of the cache became shorter");
                }
                at += copied;
            }
        }
    }

    @Override
    public void keep(HashCode key, Manifest manifest, ZipPlan plan, Written written) {
        try {
            Folders.makePrivate(Folders.of(file(key)));
            PartFile.write(file(key), Recipe.of(manifest, plan, written).text());
        } catch (IOException unusable) {
            // an empty cache
        }
    }

    private Path file(HashCode key) {
        String digits = key.toString();
        return folder.resolve(digits.substring(0, 2)).resolve(digits);
    }
}
