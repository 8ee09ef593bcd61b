package dev.dyndeps.adapter.spark;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds, in the last lines that a task wrote, those that explain its failure. */
final class ErrorLines {
    private static final String TRACEBACK = "Traceback (most recent call last):";
    /** A Java exception on its way through Python brings some hundred of these. */
    private static final Pattern JAVA_FRAME = Pattern.compile("\\tat .*|\\t\\.\\.\\. \\d+ more");

    private static final int WITHOUT_TRACEBACK = 20;

    private static final int HEAD = 20;
    private static final int TAIL = 60;

    private ErrorLines() {}

    /**
     * The traceback that ended the script, without the script's own frames and without Java's; the last lines, if there
     * is none.
     *
     * @param script the task's script, whose first frame begins the traceback
     */
    static String of(List<String> output, Path script) {
        ImmutableList<String> lines = output.stream()
                .filter(line -> !JAVA_FRAME.matcher(line).matches())
                .collect(ImmutableList.toImmutableList());
        String frame = "  File \"" + script + "\", line ";
        for (int at = lines.size() - 2; at >= 0; at--) {
            String next = lines.get(at + 1);
            if (lines.get(at).equals(TRACEBACK) && next.startsWith(frame) && next.endsWith(", in <module>")) {
                return Joiner.on('\n').join(shortened(withoutFrames(lines.subList(at, lines.size()), frame)));
            }
        }
        return Joiner.on('\n').join(lines.subList(Math.max(0, lines.size() - WITHOUT_TRACEBACK), lines.size()));
    }

    /**
     * The same of a task that has ended. Python writes tracebacks to its standard error, which spark-submit lets come with
     * the rest; where it doesn't, no other output falls into them.
     */
    static String of(ProcessResult result, Path script) {
        return of(result.errors().contains(TRACEBACK) ? result.errors() : result.tail(), script);
    }

    private static List<String> withoutFrames(List<String> traceback, String frame) {
        List<String> kept = new ArrayList<>();
        boolean ours = false;
        for (String line : traceback) {
            if (!line.startsWith("    ")) {
                ours = line.startsWith(frame);
            }
            if (!ours) {
                kept.add(line);
            }
        }
        boolean noFrameLeft = kept.size() > 1 && !kept.get(1).startsWith("  ");
        return noFrameLeft ? kept.subList(1, kept.size()) : kept;
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= HEAD + TAIL) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, HEAD));
        kept.add("… " + (lines.size() - HEAD - TAIL) + " lines …");
        kept.addAll(lines.subList(lines.size() - TAIL, lines.size()));
        return kept;
    }
}
