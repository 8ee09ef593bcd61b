package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.RemoteError;
import java.util.List;
import java.util.Optional;

/** Tells whether pip's output says that an index or a file host could not be reached or said no. */
public final class IndexFailure {
    /** Parts of lines, in lower case, that pip 26.0 writes then. */
    private static final ImmutableList<String> SIGNS = ImmutableList.of(
            "http error 4",
            "http error 5",
            "client error: ",
            "server error: ",
            "401 error, credentials not correct",
            "max retries exceeded",
            "connection error: ",
            "connection was refused",
            "connection broken",
            "could not fetch url",
            "read timed out",
            "connection timed out",
            "failed to establish a new connection",
            "incompleteread",
            "incomplete-download",
            "download failed",
            "too many 5",
            "temporary failure in name resolution",
            "certificate verify failed",
            "there was a problem confirming the ssl certificate");

    private IndexFailure() {}

    /** The last line that says so; a package that an index does not have (404) is no failure. */
    public static Optional<String> in(List<String> output) {
        return output.stream()
                .filter(IndexFailure::saysSo)
                .reduce((first, second) -> second)
                .map(String::strip);
    }

    private static boolean saysSo(String line) {
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        return SIGNS.stream().anyMatch(lower::contains) && !lower.contains("404 client error");
    }

    /** The error to throw; a refused password has its own way out. */
    public static RemoteError error(String what, String line) {
        boolean refused = HttpStatuses.in(line).stream().anyMatch(status -> status == 401 || status == 403);
        return new RemoteError(
                what + ": " + shortened(line),
                refused
                        ? "Check the user and the password of the index (PIP_INDEX_URL, pip.conf, netrc)"
                        : "Check the network, the proxy and the index settings (pip config list), and run again");
    }

    private static String shortened(String line) {
        String text = line.replace("WARNING: ", "").replace("ERROR: ", "");
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
