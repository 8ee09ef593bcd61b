package dev.dyndeps.emulator.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Files API: files and folders of Volumes. A file that is put appears whole. */
final class FilesEndpoints implements Endpoints {
    private static final String FILES = "/api/2.0/fs/files*";
    private static final String FOLDERS = "/api/2.0/fs/directories*";

    private final Tree tree;
    private final StorageSettings settings;

    FilesEndpoints(Tree tree, StorageSettings settings) {
        this.tree = tree;
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        routes.add("PUT", FILES, this::put);
        routes.add("GET", FILES, this::get);
        routes.add("HEAD", FILES, this::head);
        routes.add("DELETE", FILES, this::delete);
        routes.add("PUT", FOLDERS, this::makeFolder);
        routes.add("GET", FOLDERS, this::list);
        routes.add("HEAD", FOLDERS, this::headFolder);
        routes.add("DELETE", FOLDERS, this::deleteFolder);
    }

    private Answer put(Call call) throws IOException {
        String path = inVolume(call);
        Path place = tree.writing(call, path);
        if (!Files.isDirectory(place.resolveSibling(""))) {
            throw notFound("The parent directory of " + path + " does not exist.");
        }
        if (Files.isDirectory(place)) {
            throw new ApiError(409, "ALREADY_EXISTS", "A directory exists at " + path + ".");
        }
        if (Files.exists(place) && call.query("overwrite").equals(java.util.Optional.of("false"))) {
            throw new ApiError(409, "ALREADY_EXISTS", "The file being created already exists: " + path + ".");
        }
        tree.write(call.body(), place);
        return Answer.empty(204);
    }

    private Answer get(Call call) throws IOException {
        String path = inVolume(call);
        Path place = file(tree.reading(call, path), path);
        // Opened before its size is asked for: who replaces the file meanwhile does not change what is sent.
        FileChannel file = FileChannel.open(place);
        return withTime(Answer.stream(file.size(), () -> Channels.newInputStream(file)), place);
    }

    private Answer head(Call call) throws IOException {
        String path = inVolume(call);
        Path place = file(tree.reading(call, path), path);
        return withTime(Answer.stream(Tree.size(place), InputStream::nullInputStream), place);
    }

    private static Answer withTime(Answer answer, Path place) throws IOException {
        return answer.withHeader(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(Tree.modified(place)).atOffset(ZoneOffset.UTC)));
    }

    private Answer delete(Call call) throws IOException {
        String path = inVolume(call);
        Path place = file(tree.writing(call, path), path);
        try {
            Files.delete(place);
        } catch (NoSuchFileException e) {
            throw notFound("The file being accessed is not found: " + path + ".");
        }
        return Answer.empty(204);
    }

    private Answer makeFolder(Call call) throws IOException {
        String path = inVolume(call);
        try {
            Files.createDirectories(tree.writing(call, path));
        } catch (FileSystemException e) {
            throw new ApiError(409, "ALREADY_EXISTS", "A file exists at " + path + " or above it.");
        }
        return Answer.empty(204);
    }

    private Answer headFolder(Call call) {
        String path = inVolume(call);
        folder(tree.reading(call, path), path);
        return Answer.empty(200);
    }

    private Answer deleteFolder(Call call) throws IOException {
        String path = inVolume(call);
        Path place = folder(tree.writing(call, path), path);
        if (depth(path) == 4) {
            throw ApiError.invalid("The root of a volume cannot be deleted: " + path);
        }
        try {
            Files.delete(place);
        } catch (DirectoryNotEmptyException e) {
            throw new ApiError(
                    400, "FILES_API_DIRECTORY_IS_NOT_EMPTY", "The directory being deleted is not empty: " + path + ".");
        } catch (NoSuchFileException e) {
            throw notFound("The directory being accessed is not found: " + path + ".");
        }
        return Answer.empty(204);
    }

    private Answer list(Call call) throws IOException {
        String path = inVolume(call);
        ImmutableList<Path> children = Tree.children(folder(tree.reading(call, path), path));
        int from = (int) call.number("page_token", 0);
        int size = (int) Math.min(settings.pageSize(), call.number("page_size", settings.pageSize()));
        int to = Math.min(children.size(), from + size);
        ObjectNode answer = Json.object();
        if (from < to) {
            ArrayNode contents = answer.putArray("contents");
            for (Path child : children.subList(from, to)) {
                contents.add(entry(child));
            }
        }
        if (to < children.size()) {
            answer.put("next_page_token", String.valueOf(to));
        }
        return Answer.json(answer);
    }

    private ObjectNode entry(Path place) throws IOException {
        ObjectNode entry = Json.object()
                .put("path", tree.path(place))
                .put("name", place.getFileName().toString())
                .put("is_directory", Files.isDirectory(place));
        return Files.isDirectory(place)
                ? entry
                : entry.put("file_size", Tree.size(place)).put("last_modified", Tree.modified(place));
    }

    /** Catalog, schema and volume are not made by this API. */
    private String inVolume(Call call) {
        String path = call.rest();
        if (!path.startsWith("/Volumes/") || depth(path) < 4) {
            throw ApiError.invalid("Invalid path: '" + path + "' is not in /Volumes/CATALOG/SCHEMA/VOLUME.");
        }
        String volume = String.join("/", Splitter.on('/').splitToList(path).subList(0, 5));
        if (!Files.isDirectory(tree.reading(call, volume))) {
            throw notFound("Volume '" + volume + "' does not exist.");
        }
        return path;
    }

    /** How many names a path has. */
    private static int depth(String path) {
        return Splitter.on('/').omitEmptyStrings().splitToList(path).size();
    }

    private static Path file(Path place, String path) {
        if (!Files.isRegularFile(place)) {
            throw notFound("The file being accessed is not found: " + path + ".");
        }
        return place;
    }

    private static Path folder(Path place, String path) {
        if (!Files.isDirectory(place)) {
            throw notFound("The directory being accessed is not found: " + path + ".");
        }
        return place;
    }

    private static ApiError notFound(String message) {
        return new ApiError(404, "NOT_FOUND", message);
    }
}
