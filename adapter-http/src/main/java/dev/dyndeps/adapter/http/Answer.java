package dev.dyndeps.adapter.http;

import com.google.common.base.Ascii;
import com.google.common.primitives.Longs;
import dev.dyndeps.port.RemoteError;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a server says.
 *
 * @param at whom was asked
 * @param login what was said to it
 * @param keyring whether pip could look for a password elsewhere
 */
record Answer(URI at, HttpResponse<?> response, Optional<Login> login, boolean keyring) {
    /**
     * Where it sends us; empty if it gave the file.
     *
     * @throws Passing if it could not just now
     * @throws RemoteError if it does not
     * @throws CannotServe if it wants something that only pip can give
     */
    Optional<URI> redirect() throws Passing {
        int status = response.statusCode();
        return switch (status) {
            case 200, 206 -> Optional.empty();
            case 301, 302, 303, 307, 308 -> Optional.of(target());
            case 401 -> throw unknown("WWW-Authenticate");
            case 407 -> throw unknown("Proxy-Authenticate");
            case 408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527 ->
                throw new Passing(at.getHost() + " answers " + status, retryAfter());
            case 403 -> throw refused("does not give " + at.getPath() + " to this user");
            case 404, 410 ->
                throw new RemoteError(
                        shown(at) + " is not there (" + status + ")",
                        "If the index no longer has it, make the lock file anew");
            default -> throw refused("answers " + status + " for " + at.getPath());
        };
    }

    /** A URL without what may be secret in it. */
    static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + url.getRawPath();
    }

    private URI target() {
        String location = response.headers().firstValue("Location").orElse("");
        URI next;
        try {
            next = at.resolve(location);
        } catch (IllegalArgumentException malformed) {
            next = URI.create("malformed:");
        }
        boolean http = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
        if (location.isEmpty() || !http || next.getHost() == null) {
            throw refused("sends us to a place that is no URL of HTTP");
        }
        return next;
    }

    private RuntimeException unknown(String header) {
        List<String> ways = response.headers().allValues(header);
        boolean basic = ways.isEmpty()
                || ways.stream().anyMatch(way -> Ascii.toLowerCase(way).startsWith("basic"));
        if (!basic) {
            return new CannotServe(at.getHost() + " or its proxy wants a login by "
                    + ways.get(0).split(" ", 2)[0]);
        }
        if (response.statusCode() == 407) {
            return new RemoteError(
                    "the proxy to " + at.getHost() + " wants a user and a password, or other ones (407)",
                    "Check the URL of the proxy (PIP_PROXY, pip.conf, HTTPS_PROXY)");
        }
        if (keyring && login.filter(known -> !known.password().isEmpty()).isEmpty()) {
            return new CannotServe("the password for " + at.getHost() + " is in a keyring");
        }
        return new RemoteError(
                at.getHost() + (login.isPresent() ? " does not know this user or password" : " wants a password")
                        + " (401)",
                "Check the user and the password of the index (PIP_INDEX_URL, pip.conf, netrc)");
    }

    private RemoteError refused(String what) {
        return new RemoteError(
                at.getHost() + " " + what + " (" + response.statusCode() + ")",
                "Check the index settings (pip config list) and what this user may read there");
    }

    private Optional<Duration> retryAfter() {
        return response.headers().firstValue("Retry-After").flatMap(text -> {
            Long seconds = Longs.tryParse(text.strip());
            if (seconds != null) {
                return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.min(seconds, 1L << 30)));
            }
            try {
                Instant when = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration wait = Duration.between(Instant.now(), when);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeParseException malformed) {
                return Optional.empty();
            }
        });
    }
}
