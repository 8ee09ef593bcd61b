package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Python traceback as its reader wants it: without the frames of our own scripts, which only lead to his. */
final class Traceback {
    private static final String HEAD = "Traceback (most recent call last):";
    private static final Pattern OURS = Pattern.compile("  File \"[^\"]*/\\.dyndeps/[0-9a-f]{12}/\\w+\\.py\", line .*");

    private Traceback() {}

    /** If no frame is left, it was one of our scripts that raised: what it says is enough then. */
    static String withoutOurFrames(String text) {
        List<String> kept = new ArrayList<>();
        boolean ours = false;
        for (String line : Splitter.on('\n').split(text)) {
            if (!line.startsWith("    ")) {
                ours = OURS.matcher(line).matches();
            }
            if (!ours) {
                kept.add(line);
            }
        }
        boolean noFrameLeft =
                kept.size() > 1 && kept.get(0).equals(HEAD) && !kept.get(1).startsWith("  ");
        return Joiner.on('\n').join(noFrameLeft ? kept.subList(1, kept.size()) : kept);
    }
}
