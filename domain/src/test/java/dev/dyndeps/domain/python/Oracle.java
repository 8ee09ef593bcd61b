package dev.dyndeps.domain.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A Python process that answers questions with the {@code packaging} library; see {@code src/test/oracle}. */
final class Oracle implements AutoCloseable {
    private static final Path PYTHON = Path.of("target", "oracle", "bin", "python");
    private static final Path SCRIPT = Path.of("src", "test", "oracle", "oracle.py");

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    Oracle() {
        if (!Files.exists(PYTHON)) {
            throw new IllegalStateException(PYTHON + " is missing: run mvn -pl domain generate-test-resources");
        }
        try {
            process = new ProcessBuilder(PYTHON.toString(), SCRIPT.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** What the library says, or that it refuses. */
    Answer ask(String function, String... arguments) {
        try {
            questions.write(Stream.concat(Stream.of(function), Stream.of(arguments))
                    .map(Oracle::escape)
                    .collect(joining("\t")));
            questions.write('\n');
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(
                        "the oracle has died of " + function + " " + String.join(" ", arguments));
            }
            ImmutableList<String> values = Splitter.on('\t')
                    .splitToStream(line)
                    .map(Oracle::unescape)
                    .collect(ImmutableList.toImmutableList());
            return new Answer(values.get(0), values.subList(1, values.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** @param kind {@code =} for values, {@code !} for a refusal, {@code ?} where the library is no measure */
    record Answer(String kind, ImmutableList<String> values) {
        boolean isValue() {
            return kind.equals("=");
        }

        boolean isNoMeasure() {
            return kind.equals("?");
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = text.charAt(i);
                plain.append(
                        switch (escaped) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> escaped;
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
