package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The size of a zip that is still to be written: nothing is packed, so it is known to the byte. */
final class PlannedSize {
    /** As much as zip64 does without (APPNOTE 4.4.1.4); CPython's zip import reads no zip64 before 3.13. */
    private static final int MAX_ENTRIES = 65_534;

    private static final long MAX_BYTES = 0xffffffffL;
    private static final int HEADERS = 30 + 46;

    /** The size of the end record. */
    static final int END = 22;

    private PlannedSize() {}

    /** @throws UserError ({@code WHEELHOUSE_TOO_LARGE}) if that would need zip64 */
    static long of(ZipPlan plan, String out) {
        long size = END;
        for (ZipPlan.Entry entry : plan.entries()) {
            size += HEADERS + 2L * utf8(entry.path()) + content(entry);
        }
        if (plan.entries().size() > MAX_ENTRIES || size > MAX_BYTES) {
            throw new UserError(
                    Code.WHEELHOUSE_TOO_LARGE,
                    out,
                    String.format(
                            Locale.ROOT,
                            "it would have %,d entries and %,d bytes; Python imports from %,d and %,d at most",
                            plan.entries().size(),
                            size,
                            MAX_ENTRIES,
                            MAX_BYTES),
                    "Leave out what the runtime has already, or split the input in two");
        }
        return size;
    }

    static long content(ZipPlan.Entry entry) {
        if (entry instanceof ZipPlan.Content content) {
            return content.size();
        }
        return entry instanceof ZipPlan.Text text ? utf8(text.text()) : 0;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
