package dev.dyndeps.emulator.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Handler;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Base64;

/**
 * DBFS. A file that is written by blocks is seen while it grows, and stays as far as it got. Deleting is done for so many
 * files at a time, then it wants to be asked again.
 */
final class DbfsEndpoints implements Endpoints {
    private static final int BLOCK = 1 << 20;
    private static final String API = "/api/2.0/dbfs/";

    private final Tree tree;
    private final DbfsHandles handles;
    private final StorageSettings settings;

    DbfsEndpoints(Tree tree, StorageSettings settings, InstantSource clock) {
        this.tree = tree;
        this.handles = new DbfsHandles(clock);
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        post(routes, "mkdirs", this::mkdirs);
        post(routes, "put", this::put);
        post(routes, "create", this::create);
        post(routes, "add-block", this::addBlock);
        post(routes, "close", this::close);
        post(routes, "delete", this::delete);
        post(routes, "move", this::move);
        routes.get(API + "get-status", enabled(this::status));
        routes.get(API + "list", enabled(this::list));
        routes.get(API + "read", enabled(this::read));
    }

    private void post(Routes routes, String name, Handler handler) {
        routes.post(API + name, enabled(handler));
    }

    /** New workspaces have no DBFS root. */
    private Handler enabled(Handler handler) {
        return call -> {
            if (!settings.dbfsEnabled()) {
                throw ApiError.denied("Public DBFS root is disabled. Access is denied on path: /");
            }
            return handler.handle(call);
        };
    }

    private Answer mkdirs(Call call) throws IOException {
        String path = Call.text(call.json(), "path");
        makeFolders(tree.writing(call, path), path);
        return Answer.done();
    }

    private Answer put(Call call) throws IOException {
        ObjectNode json = call.json();
        String path = Call.text(json, "path");
        byte[] content = block(json.path("contents").asText());
        Path place = newFile(call, path, json.path("overwrite").asBoolean());
        tree.write(new java.io.ByteArrayInputStream(content), place);
        return Answer.done();
    }

    private Answer create(Call call) throws IOException {
        ObjectNode json = call.json();
        Path place =
                newFile(call, Call.text(json, "path"), json.path("overwrite").asBoolean());
        Files.write(place, new byte[0]);
        return Answer.json(Json.object().put("handle", handles.open(place)));
    }

    private Path newFile(Call call, String path, boolean overwrite) throws IOException {
        Path place = tree.writing(call, path);
        if (Files.isDirectory(place) || (Files.exists(place) && !overwrite)) {
            throw new ApiError(
                    400, "RESOURCE_ALREADY_EXISTS", "A file or directory already exists at the input path " + path);
        }
        makeFolders(place.resolveSibling(""), path);
        return place;
    }

    private static void makeFolders(Path folder, String path) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new ApiError(
                    400, "RESOURCE_ALREADY_EXISTS", "A file already exists on the way of the input path " + path);
        } catch (java.nio.file.FileSystemException e) {
            throw new ApiError(400, "IO_ERROR", "Cannot create directory: " + path);
        }
    }

    private Answer addBlock(Call call) throws IOException {
        ObjectNode json = call.json();
        byte[] block = block(Call.text(json, "data"));
        Path file = handles.use(json.path("handle").asLong());
        try {
            Files.write(file, block, StandardOpenOption.APPEND);
        } catch (java.nio.file.NoSuchFileException e) {
            throw ApiError.missing("The file of the handle was deleted");
        }
        return Answer.done();
    }

    private static byte[] block(String data) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("The data is not in base64");
        }
        if (decoded.length > BLOCK) {
            throw new ApiError(
                    400, "MAX_BLOCK_SIZE_EXCEEDED", "The block of data exceeds the maximum of 1048576 bytes");
        }
        return decoded;
    }

    private Answer close(Call call) throws IOException {
        handles.close(call.json().path("handle").asLong());
        return Answer.done();
    }

    private Answer delete(Call call) throws IOException {
        ObjectNode json = call.json();
        String path = Call.text(json, "path");
        Path place = tree.writing(call, path);
        if (!json.path("recursive").asBoolean()
                && Files.isDirectory(place)
                && !Tree.children(place).isEmpty()) {
            throw new ApiError(400, "IO_ERROR", "The directory is not empty: " + path);
        }
        if (Tree.delete(place, settings.deletedAtMost()) < 0) {
            // The real service takes 45 seconds to say so; here nobody waits.
            return Answer.error(new ApiError(
                            503,
                            "PARTIAL_DELETE",
                            "The requested operation has deleted some files. There are more files remaining."))
                    .withHeader("Retry-After", "0");
        }
        return Answer.done();
    }

    private Answer move(Call call) throws IOException {
        ObjectNode json = call.json();
        String from = Call.text(json, "source_path");
        String to = Call.text(json, "destination_path");
        Path source = existing(tree.writing(call, from), from);
        Path target = tree.writing(call, to);
        synchronized (this) {
            if (Files.exists(target)) {
                throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", "A file or directory already exists at " + to);
            }
            makeFolders(target.resolveSibling(""), to);
            Files.move(source, target);
        }
        return Answer.done();
    }

    private Answer status(Call call) throws IOException {
        String path = call.required("path");
        return Answer.json(info(existing(tree.reading(call, path), path)));
    }

    private Answer list(Call call) throws IOException {
        String path = call.required("path");
        Path place = existing(tree.reading(call, path), path);
        ObjectNode answer = Json.object();
        if (!Files.isDirectory(place)) {
            answer.putArray("files").add(info(place));
        } else if (!Tree.children(place).isEmpty()) {
            ArrayNode files = answer.putArray("files");
            for (Path child : Tree.children(place)) {
                files.add(info(child));
            }
        }
        return Answer.json(answer);
    }

    private ObjectNode info(Path place) throws IOException {
        return Json.object()
                .put("path", tree.path(place))
                .put("is_dir", Files.isDirectory(place))
                .put("file_size", Tree.size(place))
                .put("modification_time", Tree.modified(place));
    }

    private Answer read(Call call) throws IOException {
        String path = call.required("path");
        long offset = call.number("offset", 0);
        long length = call.number("length", BLOCK / 2);
        if (length > BLOCK) {
            throw new ApiError(400, "MAX_READ_SIZE_EXCEEDED", "The read length exceeds the maximum of 1048576 bytes");
        }
        Path place = existing(tree.reading(call, path), path);
        if (Files.isDirectory(place) || offset < 0 || length < 0) {
            throw ApiError.invalid("Cannot read " + path + " from " + offset);
        }
        byte[] read = bytes(place, offset, (int) length);
        return Answer.json(Json.object()
                .put("bytes_read", read.length)
                .put("data", Base64.getEncoder().encodeToString(read)));
    }

    private static byte[] bytes(Path place, long offset, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, file.length() - offset))];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        }
    }

    private static Path existing(Path place, String path) {
        if (!Files.exists(place)) {
            throw ApiError.missing("No file or directory exists on path " + path + ".");
        }
        return place;
    }
}
