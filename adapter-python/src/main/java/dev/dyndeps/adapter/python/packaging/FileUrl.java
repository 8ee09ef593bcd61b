package dev.dyndeps.adapter.python.packaging;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The address of a file as a tool tells it: maybe with credentials and a digest in it. */
public final class FileUrl {
    private static final Pattern USER_INFO = Pattern.compile("^([a-z]+://)[^/@]*@");

    private FileUrl() {}

    /** Without credentials and fragment. */
    public static URI bare(String url) {
        String text = USER_INFO.matcher(url).replaceFirst("$1");
        int fragment = text.indexOf('#');
        return URI.create(fragment < 0 ? text : text.substring(0, fragment));
    }

    /** The last segment of its path, decoded. */
    public static String fileName(String url) {
        int end = url.indexOf('#');
        String whole = end < 0 ? url : url.substring(0, end);
        int query = whole.indexOf('?');
        String path = query < 0 ? whole : whole.substring(0, query);
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
