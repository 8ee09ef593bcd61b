package dev.dyndeps.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that a document shows: its lines that begin with a prompt. */
public final class Shown {
    private Shown() {}

    /** All of a document's, without the remarks behind them. */
    public static List<String> commands(String document) {
        try {
            return commandsIn(Files.readString(Dyndeps.ROOT.resolve(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one section of a document. */
    public static List<String> commands(String document, String heading) {
        try {
            String text = Files.readString(Dyndeps.ROOT.resolve(document));
            int start = text.indexOf("\n## " + heading + "\n");
            if (start < 0) {
                throw new AssertionError(document + " has no section " + heading);
            }
            return commandsIn(text.substring(start + 1).replaceFirst("(?s)\n## .*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commandsIn(String text) {
        return Pattern.compile("(?m)^\\$ (.*?)(?: +#.*)?$")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /**
     * What {@code ./dyndeps} is called with by a command that is typed in the checkout.
     *
     * @param out stands for the folder {@code out}
     */
    public static String[] arguments(String command, Path out) {
        return Arrays.stream(command.split(" "))
                .skip(1)
                .map(word -> word.startsWith("examples/")
                        ? Dyndeps.ROOT.resolve(word).toString()
                        : word.equals("out") ? out.toString() : word)
                .toArray(String[]::new);
    }
}
