package dev.dyndeps.dist;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The platform tag that says what the programs and libraries of a folder need of a Linux (PEP 600):
 * {@code manylinux_2_N_ARCH}.
 */
final class PlatformTag {
    private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.(\\d+)(\\.\\d+)?");

    /** The name under which glibc 2.36 says that it knows packed relative relocations. */
    private static final String PACKED_RELOCATIONS = "GLIBC_ABI_DT_RELR";

    private static final int KNOWS_PACKED_RELOCATIONS = 36;

    /** PEP 600 has no name for anything older on x86_64. */
    private static final int OLDEST = 5;

    /** What PEP 600 lets a wheel expect, as far as a Java without windows, sound and pictures could want it. */
    private static final ImmutableSet<String> EVERYWHERE = ImmutableSet.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libutil.so.1",
            "libz.so.1",
            "libgcc_s.so.1",
            "libstdc++.so.6",
            "ld-linux-x86-64.so.2",
            "ld-linux-aarch64.so.1");

    private PlatformTag() {}

    /** @throws IllegalArgumentException if the folder's files need what a wheel may not expect */
    static String of(Path folder) throws IOException {
        SortedSet<String> machines = new TreeSet<>();
        int glibc = OLDEST;
        ImmutableSet<String> own = names(folder);
        for (Path file : files(folder)) {
            Optional<ElfFile> elf = ElfFile.read(file);
            if (elf.isPresent()) {
                machines.add(elf.orElseThrow().machine());
                requireKnown(file, elf.orElseThrow(), own);
                glibc = Math.max(glibc, glibc(elf.orElseThrow()));
            }
        }
        if (machines.size() != 1) {
            throw new IllegalArgumentException(
                    folder + ": its programs are for " + machines + " and not for one machine");
        }
        return "manylinux_2_" + glibc + "_" + Iterables.getOnlyElement(machines);
    }

    private static int glibc(ElfFile elf) {
        int highest = elf.versions().contains(PACKED_RELOCATIONS) ? KNOWS_PACKED_RELOCATIONS : OLDEST;
        for (String version : elf.versions()) {
            Matcher matcher = GLIBC.matcher(version);
            if (matcher.matches()) {
                highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
            }
        }
        return highest;
    }

    private static void requireKnown(Path file, ElfFile elf, ImmutableSet<String> own) {
        for (String library : elf.libraries()) {
            if (!EVERYWHERE.contains(library) && !own.contains(library)) {
                throw new IllegalArgumentException(
                        file + ": it needs " + library + ", which not every Linux has: make the"
                                + " distributions with another JDK 17, such as Eclipse Temurin or Debian's");
            }
        }
    }

    private static ImmutableSet<String> names(Path folder) throws IOException {
        return files(folder).stream().map(file -> file.getFileName().toString()).collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableSet<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().collect(ImmutableSet.toImmutableSet());
        }
    }
}
