package dev.dyndeps.adapter.http;

import com.google.common.net.PercentEscaper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A user and a password; either may be empty. */
record Login(String user, String password) {
    /** What stands before the host of a URL, if anything does. */
    static Optional<Login> in(URI url) {
        return Optional.ofNullable(url.getRawUserInfo()).map(info -> {
            int colon = info.indexOf(':');
            return colon < 0
                    ? new Login(decoded(info), "")
                    : new Login(decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)));
        });
    }

    /** As HTTP's basic authentication wants it, in the encoding that pip has. */
    String header() {
        String both = user + ":" + password;
        Charset charset = StandardCharsets.ISO_8859_1.newEncoder().canEncode(both)
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(charset));
    }

    /** A URL of the operator's, in which characters may stand that a URI does not allow. */
    static Optional<URI> lenient(String url) {
        try {
            return Optional.of(URI.create(new PercentEscaper("!#$&'()*+,-./:;=?@[]_~%", false).escape(url.strip())));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** Says nothing of them. */
    @Override
    public String toString() {
        return "****";
    }
}
