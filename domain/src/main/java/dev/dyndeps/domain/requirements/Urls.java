package dev.dyndeps.domain.requirements;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/** What must be known of a URL to refuse it, found by hand: {@code java.net.URI} accepts too little and says too much. */
final class Urls {
    private static final CharMatcher SCHEME = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("+-."));
    private static final CharMatcher AUTHORITY_END = CharMatcher.anyOf("/?#\\").or(CharMatcher.whitespace());

    private Urls() {}

    /** Whether the text starts with a scheme, or is a repository's address as {@code git} and {@code ssh} write it. */
    static boolean isUrl(String text) {
        int colon = text.indexOf("://");
        return (colon > 0 && SCHEME.matchesAllOf(text.substring(0, colon)))
                || Ascii.toLowerCase(text).startsWith("file:")
                || text.startsWith("git@");
    }

    /**
     * @throws UserError unless the policy allows the URL
     */
    static void check(String url, RequirementsPolicy policy, Refusal at) {
        int colon = url.indexOf(':');
        String scheme = Ascii.toLowerCase(colon < 0 ? "" : url.substring(0, colon));
        if (scheme.equals("file") || scheme.endsWith("+file")) {
            throw at.of(
                    Code.REQ_FILE_URL,
                    "a file URL names a file of the machine that builds, not one of the input",
                    "Put the file into the input and write its relative path, such as ./package.whl");
        }
        String authority = authority(url);
        int userEnd = authority.lastIndexOf('@');
        String user = userEnd < 0 ? "" : authority.substring(0, userEnd);
        if (user.contains(":") || (!user.isEmpty() && scheme.contains("http"))) {
            throw at.of(
                    Code.REQ_CREDENTIALS,
                    "the URL " + redact(url) + " carries credentials",
                    "Take them out, change them since they have been in a file, and give credentials by netrc or pip's own"
                            + " settings on this machine");
        }
        String host = host(authority.substring(userEnd + 1));
        boolean vcs = scheme.contains("+") || scheme.equals("git") || scheme.equals("ssh") || url.startsWith("git@");
        if (!vcs && !policy.allows(host)) {
            throw at.of(
                    Code.REQ_DIRECT_URL,
                    "requirements by URL are not allowed from " + (host.isEmpty() ? "there" : host),
                    "Name the distribution and its version, or put its wheel into the input");
        }
        if (vcs && !policy.allows(host)) {
            throw at.of(
                    Code.REQ_VCS_URL,
                    "requirements from a version control system are not allowed",
                    "Put a wheel of it into the input ('pip wheel --no-deps URL' makes one), or its source folder");
        }
    }

    private static String authority(String url) {
        int start = url.indexOf("://");
        String rest = start < 0 ? url : url.substring(start + 3);
        int end = AUTHORITY_END.indexIn(rest);
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String host(String hostAndPort) {
        int colon = hostAndPort.startsWith("[") ? hostAndPort.indexOf("]:") + 1 : hostAndPort.indexOf(':');
        return colon <= 0 ? hostAndPort : hostAndPort.substring(0, colon);
    }

    /** The text with what stands before the last {@code @} of any URL in it, and every query, as {@code ***}. */
    static String redact(String text) {
        StringBuilder safe = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf("://"); start >= 0; start = text.indexOf("://", at)) {
            int from = start + 3;
            int end = CharMatcher.whitespace().indexIn(text, from);
            int urlEnd = end < 0 ? text.length() : end;
            String url = text.substring(from, urlEnd);
            int query = url.indexOf('?');
            String path = query < 0 ? url : url.substring(0, query);
            int user = path.lastIndexOf('@');
            safe.append(text, at, from)
                    .append(user < 0 ? path : "***" + path.substring(user))
                    .append(query < 0 ? "" : "?***");
            at = urlEnd;
        }
        return safe.append(text, at, text.length()).toString();
    }
}
