package dev.dyndeps.dist;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes, byte by byte, ELF files that need libraries and versions and have nothing else. */
final class Elf {
    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private static final int HEADER = 64;

    private Elf() {}

    /** A file with three sections: the names, the dynamic section, and the versions, all of one library. */
    static byte[] file(int machine, List<String> libraries, List<String> versions) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        ByteBuffer dynamic = little(16 * (libraries.size() + 1));
        for (String library : libraries) {
            dynamic.putLong(1).putLong(add(names, library));
        }
        ByteBuffer needs = little(16 + 16 * versions.size());
        if (!versions.isEmpty()) {
            needs.putShort((short) 1)
                    .putShort((short) versions.size())
                    .putInt(0)
                    .putInt(16)
                    .putInt(0);
        }
        for (int n = 0; n < versions.size(); n++) {
            boolean last = n == versions.size() - 1;
            needs.putInt(0).putInt(0).putInt(add(names, versions.get(n))).putInt(last ? 0 : 16);
        }
        int namesAt = HEADER;
        int dynamicAt = namesAt + names.size();
        int needsAt = dynamicAt + dynamic.capacity();
        int sectionsAt = needsAt + needs.capacity();
        int sections = versions.isEmpty() ? 3 : 4;
        byte[] bytes = new byte[sectionsAt + 64 * sections];
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0x464c457f).put((byte) 2).put((byte) 1).put((byte) 1);
        elf.putShort(18, (short) machine).putLong(40, sectionsAt).putShort(60, (short) sections);
        elf.position(namesAt).put(names.toByteArray()).put(dynamic.rewind()).put(needs.rewind());
        section(elf, sectionsAt + 64, 3, namesAt, names.size(), 0);
        section(elf, sectionsAt + 128, 6, dynamicAt, dynamic.capacity(), 1);
        if (!versions.isEmpty()) {
            section(elf, sectionsAt + 192, 0x6ffffffe, needsAt, needs.capacity(), 1);
        }
        return bytes;
    }

    private static void section(ByteBuffer elf, int at, int type, int offset, int size, int link) {
        elf.putInt(at + 4, type).putLong(at + 24, offset).putLong(at + 32, size).putInt(at + 40, link);
    }

    private static int add(ByteArrayOutputStream names, String name) {
        int at = names.size();
        names.writeBytes((name + "\0").getBytes(StandardCharsets.US_ASCII));
        return at;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
