package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;
import java.util.Locale;

/**
 * A line after {@code \} at the end of lines was joined and comments were taken out, as pip does it: a comment starts at
 * a {@code #} that begins the line or follows a blank.
 *
 * @param text without blanks at its ends, never empty
 * @param at where its first physical line is
 */
record LogicalLine(String text, Refusal at) {

    static ImmutableList<LogicalLine> of(ArchivePath file, List<String> lines) {
        ImmutableList.Builder<LogicalLine> all = ImmutableList.builder();
        StringBuilder joined = new StringBuilder();
        int first = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            first = joined.length() == 0 ? i + 1 : first;
            boolean isComment = line.stripLeading().startsWith("#");
            boolean goesOn = line.endsWith("\\") && !isComment && i + 1 < lines.size();
            if (goesOn && commentStart(line) < line.length()) {
                throw Refusal.at(file, i + 1)
                        .of(
                                Code.REQ_SYNTAX,
                                "a comment ends in a backslash, so that pip would take the next line for a part of it",
                                "Take out the backslash");
            }
            if (goesOn) {
                joined.append(line, 0, line.length() - 1);
                continue;
            }
            boolean lastGoesOn = line.endsWith("\\") && !isComment;
            joined.append(isComment ? "" : lastGoesOn ? line.substring(0, line.length() - 1) : line);
            add(joined.toString(), Refusal.at(file, first), all);
            joined.setLength(0);
        }
        return all.build();
    }

    private static void add(String joined, Refusal at, ImmutableList.Builder<LogicalLine> all) {
        String text = joined.substring(0, commentStart(joined)).strip();
        if (!text.isEmpty()) {
            refuseInvisible(text, at);
            refuseVariable(text, at);
            all.add(new LogicalLine(text, at));
        }
    }

    private static int commentStart(String line) {
        for (int hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1)) {
            if (hash == 0 || line.charAt(hash - 1) == ' ' || line.charAt(hash - 1) == '\t') {
                return hash;
            }
        }
        return line.length();
    }

    /** Blanks that are none, and characters that change how a line is shown: often copied along from a web page. */
    private static void refuseInvisible(String text, Refusal at) {
        text.codePoints()
                .filter(c -> c != ' '
                        && (Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SPACE_SEPARATOR))
                .findFirst()
                .ifPresent(c -> {
                    throw at.of(
                            Code.REQ_CONTROL_CHAR,
                            String.format(Locale.ROOT, "the line has the invisible character U+%04X", c),
                            "Type the line again instead of copying it");
                });
    }

    private static void refuseVariable(String text, Refusal at) {
        int start = text.indexOf("${");
        if (start >= 0) {
            int end = text.indexOf('}', start);
            throw at.of(
                    Code.REQ_ENV_VAR,
                    Refusal.quote(end < 0 ? "${" : text.substring(start, end + 1))
                            + " would put in a variable of the machine that builds",
                    "Write the value itself, or leave the line out if it is a secret");
        }
    }
}
