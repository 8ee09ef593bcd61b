package dev.dyndeps.adapter.pip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The installation report of {@code pip install --report} (version 1 of its format). */
final class ResolutionReport {
    private static final Pattern USER_INFO = Pattern.compile("^([a-z]+://)[^/@]*@");

    private ResolutionReport() {}

    /**
     * @param fileName the wheel's file name
     * @param url where it is, without credentials
     * @param sha256 its digest, if the index or pip tells
     */
    record Item(String fileName, URI url, Optional<HashCode> sha256) {}

    static ImmutableList<Item> read(Path file) throws IOException {
        ImmutableList.Builder<Item> items = ImmutableList.builder();
        for (JsonNode item : new ObjectMapper().readTree(file.toFile()).path("install")) {
            JsonNode download = item.path("download_info");
            String url = USER_INFO.matcher(download.path("url").asText()).replaceFirst("$1");
            int fragment = url.indexOf('#');
            String bare = fragment < 0 ? url : url.substring(0, fragment);
            String digest =
                    download.path("archive_info").path("hashes").path("sha256").asText("");
            items.add(new Item(
                    fileName(bare),
                    URI.create(bare),
                    digest.isEmpty() ? Optional.empty() : Optional.of(HashCode.fromString(digest))));
        }
        return items.build();
    }

    /** The last segment of the path, decoded. */
    static String fileName(String url) {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
