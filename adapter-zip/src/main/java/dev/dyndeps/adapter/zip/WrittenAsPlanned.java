package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.wheelhouse.ZipPlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares what is around the contents of a zip (headers, directory, end, and that nothing else is there) with what
 * {@link ZipArchiveWriter} writes for a plan. Fields that no reader of ours uses, such as times and attributes, count too.
 */
final class WrittenAsPlanned {
    private final FileBytes file;
    private long at;

    private WrittenAsPlanned(FileBytes file) {
        this.file = file;
    }

    /** Where it is first different: an entry's path, or what else it is; empty if it is nowhere. */
    static Optional<String> difference(FileBytes file, ZipPlan plan) {
        return file.size() == PlannedSize.of(plan, file.name())
                ? new WrittenAsPlanned(file).compare(plan)
                : Optional.of("the file's size");
    }

    private Optional<String> compare(ZipPlan plan) {
        List<StoredEntry> entries = new ArrayList<>();
        for (ZipPlan.Entry planned : plan.entries()) {
            StoredEntry entry = StoredEntry.of(planned, crc(planned), at);
            if (differs(entry.localSize(), entry::writeLocal)) {
                return Optional.of(planned.path());
            }
            at += entry.size();
            entries.add(entry);
        }
        long directory = at;
        for (StoredEntry entry : entries) {
            if (differs(entry.centralSize(), entry::writeCentral)) {
                return Optional.of(entry.name());
            }
        }
        StoredEnd end = new StoredEnd(entries.size(), directory, (int) (at - directory));
        return differs(PlannedSize.END, end::write) ? Optional.of("the end record") : Optional.empty();
    }

    /** A content's is that of the plan; who makes a plan of wheels that were read knows it. */
    private static long crc(ZipPlan.Entry entry) {
        if (entry instanceof ZipPlan.Content content) {
            return content.crc32()
                    .orElseThrow(() -> new IllegalArgumentException(content.path() + " has no CRC-32 in the plan"));
        }
        return entry instanceof ZipPlan.Text text ? StoredEntry.crc(text.text().getBytes(StandardCharsets.UTF_8)) : 0;
    }

    private boolean differs(int size, Consumer<ByteBuffer> record) {
        ByteBuffer expected = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        record.accept(expected);
        boolean differs = !file.read(at, size).equals(expected.flip());
        at += size;
        return differs;
    }
}
