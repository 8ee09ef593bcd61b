package dev.dyndeps.dist;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a program or a shared library of Linux needs to be loaded (System V ABI, "Object Files"; Linux Standard Base,
 * "Symbol Versioning"). Read by its sections, of 64-bit little-endian files only: there are no others that we run on.
 *
 * @param machine the architecture by its name in platform tags
 * @param libraries the shared libraries it wants loaded, such as {@code libc.so.6}
 * @param versions the symbol versions it wants of them, such as {@code GLIBC_2.34}
 */
record ElfFile(String machine, ImmutableSet<String> libraries, ImmutableSet<String> versions) {
    private static final int MAGIC = 0x7f454c46;
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int DYNAMIC = 6;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;
    private static final int NEEDED = 1;
    private static final int DYNAMIC_ENTRY = 16;

    /**
     * Reads a file; empty if it is no ELF file.
     *
     * @throws IllegalArgumentException if it is one that nothing can be said about
     */
    static Optional<ElfFile> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            return Optional.empty();
        }
        if (bytes[4] != CLASS_64 || bytes[5] != LITTLE_ENDIAN) {
            throw new IllegalArgumentException(file + ": not a 64-bit little-endian ELF file");
        }
        try {
            return Optional.of(parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException(file + ": a cut or damaged ELF file", e);
        }
    }

    private static ElfFile parse(ByteBuffer elf) {
        ImmutableSet.Builder<String> libraries = ImmutableSet.builder();
        ImmutableSet.Builder<String> versions = ImmutableSet.builder();
        int sections = offset(elf, 40);
        int count = Short.toUnsignedInt(elf.getShort(60));
        for (int n = 0; n < count; n++) {
            Section section = section(elf, sections, n);
            if (section.type() == DYNAMIC) {
                int names = section(elf, sections, section.link()).offset();
                for (int at = section.offset(); at < section.offset() + section.size(); at += DYNAMIC_ENTRY) {
                    if (elf.getLong(at) == NEEDED) {
                        libraries.add(text(elf, names + offset(elf, at + 8)));
                    }
                }
            } else if (section.type() == VERSIONS_NEEDED) {
                int names = section(elf, sections, section.link()).offset();
                addVersions(elf, section.offset(), names, versions);
            }
        }
        return new ElfFile(machine(Short.toUnsignedInt(elf.getShort(18))), libraries.build(), versions.build());
    }

    /** A chain of Verneed records, one a library, each with a chain of Vernaux, one a version. */
    private static void addVersions(ByteBuffer elf, int first, int names, ImmutableSet.Builder<String> versions) {
        int need = first;
        int toNextNeed;
        do {
            int version = need + elf.getInt(need + 8);
            int toNextVersion;
            do {
                versions.add(text(elf, names + elf.getInt(version + 8)));
                toNextVersion = elf.getInt(version + 12);
                version += toNextVersion;
            } while (toNextVersion != 0);
            toNextNeed = elf.getInt(need + 12);
            need += toNextNeed;
        } while (toNextNeed != 0);
    }

    private static Section section(ByteBuffer elf, int sections, int number) {
        int at = sections + number * SECTION_HEADER;
        return new Section(elf.getInt(at + 4), offset(elf, at + 24), offset(elf, at + 32), elf.getInt(at + 40));
    }

    /** @param link the section that holds its names */
    private record Section(int type, int offset, int size, int link) {}

    private static int offset(ByteBuffer elf, int at) {
        return Math.toIntExact(elf.getLong(at));
    }

    private static String text(ByteBuffer elf, int at) {
        int end = at;
        while (elf.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - at];
        elf.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String machine(int number) {
        return switch (number) {
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            default ->
                throw new IllegalArgumentException(
                        "an ELF file for the machine " + number + ", which is neither x86_64 nor aarch64");
        };
    }
}
