package dev.dyndeps.adapter.pip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.packaging.FileUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The installation report of {@code pip install --report} (version 1 of its format). */
final class ResolutionReport {
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
            String url = download.path("url").asText();
            String digest =
                    download.path("archive_info").path("hashes").path("sha256").asText("");
            items.add(new Item(
                    FileUrl.fileName(url),
                    FileUrl.bare(url),
                    digest.isEmpty() ? Optional.empty() : Optional.of(HashCode.fromString(digest))));
        }
        return items.build();
    }
}
