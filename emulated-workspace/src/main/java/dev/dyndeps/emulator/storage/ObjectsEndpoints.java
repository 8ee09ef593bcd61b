package dev.dyndeps.emulator.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.hash.Hashing;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The Workspace API: scripts and other files under {@code /Workspace}, which may be left out of a path. Notebooks are not
 * told from files.
 */
final class ObjectsEndpoints implements Endpoints {
    private static final String API = "/api/2.0/workspace/";

    /** How the CLI sends a bundle's files, which may be large: the whole path is one segment, the body is the file. */
    private static final String IMPORT_FILE = "/api/2.0/workspace-files/import-file/";

    /** What one object may have, decoded. */
    private static final int LARGEST = 10 << 20;

    private final Tree tree;

    ObjectsEndpoints(Tree tree) {
        this.tree = tree;
    }

    @Override
    public void register(Routes routes) {
        routes.post(API + "mkdirs", this::mkdirs);
        routes.post(API + "import", this::importObject);
        routes.post(IMPORT_FILE + "*", this::importFile);
        routes.post(API + "delete", this::delete);
        routes.get(API + "get-status", this::status);
        routes.get(API + "list", this::list);
        routes.get(API + "export", this::export);
    }

    private Answer mkdirs(Call call) throws IOException {
        String path = Call.text(call.json(), "path");
        try {
            Files.createDirectories(tree.writing(call, inside(path)));
        } catch (FileSystemException e) {
            throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", "An object that is no folder exists on path " + path);
        }
        return Answer.done();
    }

    private Answer importObject(Call call) throws IOException {
        ObjectNode json = call.json();
        String path = Call.text(json, "path");
        String format = json.path("format").asText("SOURCE");
        if (!format.equals("AUTO") && !format.equals("RAW")) {
            throw ApiError.invalid(
                    "Only the formats AUTO and RAW are known here, not " + Ascii.truncate(format, 20, "…"));
        }
        byte[] content = content(Call.text(json, "content"));
        Path place = free(call, path, json.path("overwrite").asBoolean(), 400);
        tree.write(new ByteArrayInputStream(content), place);
        return Answer.json(Json.object().put("object_id", id(tree, place)));
    }

    private Answer importFile(Call call) throws IOException {
        Path place = free(call, "/" + call.rest(), call.query("overwrite").equals(Optional.of("true")), 409);
        tree.write(call.body(), place);
        return Answer.done();
    }

    /** @param conflict the status where something is there already */
    private Path free(Call call, String path, boolean overwrite, int conflict) {
        Path place = tree.writing(call, inside(path));
        if (!Files.isDirectory(place.resolveSibling(""))) {
            throw ApiError.missing("The parent folder (" + parent(path) + ") does not exist.");
        }
        if (Files.isDirectory(place) || (Files.exists(place) && !overwrite)) {
            throw new ApiError(conflict, "RESOURCE_ALREADY_EXISTS", "Path (" + path + ") already exists.");
        }
        return place;
    }

    private static byte[] content(String base64) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("The content is not in base64");
        }
        if (content.length > LARGEST) {
            throw new ApiError(
                    400,
                    "MAX_NOTEBOOK_SIZE_EXCEEDED",
                    "File size imported is (" + content.length + " bytes), exceeded max size (10485760 bytes)");
        }
        return content;
    }

    private Answer delete(Call call) throws IOException {
        ObjectNode json = call.json();
        String path = Call.text(json, "path");
        Path place = existing(tree.writing(call, inside(path)), path);
        if (!json.path("recursive").asBoolean()
                && Files.isDirectory(place)
                && !Tree.children(place).isEmpty()) {
            throw new ApiError(400, "DIRECTORY_NOT_EMPTY", "Folder (" + path + ") is not empty");
        }
        Tree.delete(place, Long.MAX_VALUE);
        return Answer.done();
    }

    private Answer status(Call call) throws IOException {
        String path = call.required("path");
        return Answer.json(info(existing(tree.reading(call, inside(path)), path)));
    }

    private Answer list(Call call) throws IOException {
        String path = call.required("path");
        Path place = existing(tree.reading(call, inside(path)), path);
        ObjectNode answer = Json.object();
        if (!Files.isDirectory(place)) {
            answer.putArray("objects").add(info(place));
        } else if (!Tree.children(place).isEmpty()) {
            ArrayNode objects = answer.putArray("objects");
            for (Path child : Tree.children(place)) {
                objects.add(info(child));
            }
        }
        return Answer.json(answer);
    }

    private Answer export(Call call) throws IOException {
        String path = call.required("path");
        Path place = existing(tree.reading(call, inside(path)), path);
        if (Files.isDirectory(place)) {
            throw ApiError.invalid("Cannot export a folder here: " + path);
        }
        if (call.query("direct_download").equals(Optional.of("true"))) {
            return Answer.stream(Files.size(place), () -> Files.newInputStream(place));
        }
        return Answer.json(Json.object()
                .put("content", Base64.getEncoder().encodeToString(Files.readAllBytes(place)))
                .put("file_type", extension(place)));
    }

    private ObjectNode info(Path place) throws IOException {
        ObjectNode info = Json.object()
                .put("object_type", Files.isDirectory(place) ? "DIRECTORY" : "FILE")
                .put("path", tree.path(place))
                .put("object_id", id(tree, place));
        return Files.isDirectory(place)
                ? info
                : info.put("size", Tree.size(place))
                        .put("created_at", Tree.modified(place))
                        .put("modified_at", Tree.modified(place));
    }

    /** A number that stays the same as long as the path does. */
    static long id(Tree tree, Path place) {
        return Hashing.sha256()
                        .hashString(tree.path(place), StandardCharsets.UTF_8)
                        .asLong()
                >>> 12;
    }

    private static String inside(String path) {
        return path.startsWith("/Workspace/") ? path.substring("/Workspace".length()) : path;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static String extension(Path place) {
        String name = place.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Path existing(Path place, String path) {
        if (!Files.exists(place)) {
            throw ApiError.missing("Path (" + path + ") doesn't exist.");
        }
        return place;
    }
}
