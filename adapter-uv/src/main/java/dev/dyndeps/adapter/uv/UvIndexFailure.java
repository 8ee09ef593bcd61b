package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.packaging.IndexFailure;
import dev.dyndeps.port.RemoteError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells whether uv's output says that an index or a file host could not be reached or said no. */
final class UvIndexFailure {
    /** Parts of lines that uv 0.13 writes then. */
    private static final ImmutableList<String> SIGNS = ImmutableList.of(
            "HTTP status ",
            "error sending request",
            "error decoding response body",
            "Failed to fetch",
            "Failed to download",
            "lack of valid authentication credentials",
            "operation timed out",
            "request or response body error");

    private UvIndexFailure() {}

    /** The chain of causes in which it says so, on one line. */
    static Optional<String> in(List<String> output) {
        String causes = output.stream()
                .map(String::strip)
                .filter(line -> SIGNS.stream().anyMatch(line::contains)
                        || line.startsWith("cause: ")
                        || line.startsWith("error: Failed to "))
                .map(line -> line.replaceFirst("^(error|cause|hint): ", ""))
                .collect(Collectors.joining(": "));
        return SIGNS.stream().anyMatch(causes::contains) ? Optional.of(causes) : Optional.empty();
    }

    static RemoteError error(String what, String words) {
        return IndexFailure.error(what, words);
    }
}
