package dev.dyndeps.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    private static final String DBFS = "/api/2.0/dbfs/";
    private static final String FILES = "/api/2.0/fs/files/Volumes/main/default/v";
    private static final String FOLDERS = "/api/2.0/fs/directories/Volumes/main/default/v";
    private static final String OBJECTS = "/api/2.0/workspace/";
    private static final int BLOCK = 1 << 20;

    @TempDir
    Path root;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final HttpClient http = HttpClient.newHttpClient();
    private EmulatedWorkspace workspace;
    private Path volume;

    @BeforeEach
    void start() {
        workspace = EmulatedWorkspace.start(EmulatedWorkspace.Options.in(root).withClock(now::get));
        volume = workspace.storage().createVolume("main", "default", "v");
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void a_file_of_dbfs_is_written_and_read_in_blocks() throws Exception {
        long handle = create("/a/b", false);
        addBlock(handle, "hello ".getBytes(UTF_8));
        addBlock(handle, "world".getBytes(UTF_8));
        post(DBFS + "close", Json.object().put("handle", handle));

        assertThat(root.resolve("dbfs/a/b")).hasContent("hello world");
        assertThat(get(DBFS + "read?path=/a/b&offset=6&length=100"))
                .isEqualTo("200 {\"bytes_read\":5,\"data\":\""
                        + Base64.getEncoder().encodeToString("world".getBytes(UTF_8)) + "\"}");
        assertThat(get(DBFS + "read?path=/a/b&offset=11&length=100")).isEqualTo("200 {\"bytes_read\":0,\"data\":\"\"}");
    }

    @Test
    void a_block_has_at_most_a_mebibyte() throws Exception {
        long handle = create("/file", false);

        assertThat(addBlock(handle, new byte[BLOCK])).startsWith("200");
        assertThat(addBlock(handle, new byte[BLOCK + 1])).startsWith("400").contains("MAX_BLOCK_SIZE_EXCEEDED");
        assertThat(get(DBFS + "read?path=/file&length=" + BLOCK)).startsWith("200");
        assertThat(get(DBFS + "read?path=/file&length=" + (BLOCK + 1)))
                .startsWith("400")
                .contains("MAX_READ_SIZE_EXCEEDED");
    }

    @Test
    void a_handle_that_idles_for_ten_minutes_is_gone() throws Exception {
        long handle = create("/file", false);

        now.set(Instant.EPOCH.plusSeconds(600));
        assertThat(addBlock(handle, new byte[1])).startsWith("200");
        now.set(Instant.EPOCH.plusSeconds(1201));
        assertThat(addBlock(handle, new byte[1])).startsWith("404").contains("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void a_file_of_dbfs_is_replaced_only_if_asked_to() throws Exception {
        create("/file", false);

        assertThat(post(DBFS + "create", Json.object().put("path", "/file")))
                .startsWith("400")
                .contains("RESOURCE_ALREADY_EXISTS");
        assertThat(create("/file", true)).isPositive();
    }

    @Test
    void moving_replaces_nothing() throws Exception {
        create("/a", false);
        create("/b", false);

        assertThat(move("/a", "/b")).startsWith("400").contains("RESOURCE_ALREADY_EXISTS");
        assertThat(move("/a", "/c")).startsWith("200");
        assertThat(move("/a", "/d")).startsWith("404");
        assertThat(root.resolve("dbfs")).isDirectoryNotContaining("glob:**/a");
    }

    @Test
    void deleting_what_is_missing_succeeds_and_a_full_folder_must_be_meant() throws Exception {
        create("/folder/file", false);

        assertThat(delete("/missing", false)).startsWith("200");
        assertThat(delete("/folder", false)).startsWith("400");
        assertThat(delete("/folder", true)).startsWith("200");
        assertThat(root.resolve("dbfs/folder")).doesNotExist();
    }

    @Test
    void a_large_folder_is_deleted_in_parts() throws Exception {
        for (int n = 0; n < 5; n++) {
            create("/folder/" + n, false);
        }
        workspace.storage().settings().deleteAtMost(2);

        assertThat(delete("/folder", true)).startsWith("503").contains("PARTIAL_DELETE");
        assertThat(delete("/folder", true)).startsWith("503");
        assertThat(delete("/folder", true)).startsWith("200");
    }

    @Test
    void dbfs_tells_what_is_there() throws Exception {
        create("/folder/file", false);

        assertThat(get(DBFS + "get-status?path=/folder/file"))
                .startsWith("200 {\"path\":\"/folder/file\",\"is_dir\":false,\"file_size\":0,");
        assertThat(get(DBFS + "list?path=/folder")).contains("\"/folder/file\"");
        assertThat(get(DBFS + "list?path=/missing")).startsWith("404").contains("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void a_workspace_without_dbfs_denies_all_of_it() throws Exception {
        workspace.storage().settings().disableDbfs();

        assertThat(get(DBFS + "list?path=/")).startsWith("403").contains("PERMISSION_DENIED");
    }

    @Test
    void a_file_of_a_volume_is_put_and_got() throws Exception {
        assertThat(send("PUT", FILES + "/a%20b?overwrite=false", "hello")).startsWith("204");

        assertThat(volume.resolve("a b")).hasContent("hello");
        assertThat(get(FILES + "/a%20b")).isEqualTo("200 hello");
        assertThat(send("HEAD", FILES + "/a%20b", "")).startsWith("200");
        assertThat(send("DELETE", FILES + "/a%20b", "")).startsWith("204");
        assertThat(get(FILES + "/a%20b")).startsWith("404");
        assertThat(send("HEAD", FILES + "/a%20b", "")).startsWith("404");
        assertThat(send("DELETE", FILES + "/a%20b", "")).startsWith("404");
    }

    @Test
    void a_file_of_a_volume_is_replaced_unless_that_is_forbidden() throws Exception {
        send("PUT", FILES + "/file", "1");

        assertThat(send("PUT", FILES + "/file?overwrite=false", "2")).startsWith("409");
        assertThat(volume.resolve("file")).hasContent("1");
        assertThat(send("PUT", FILES + "/file", "3")).startsWith("204");
        assertThat(send("PUT", FILES + "/file?overwrite=true", "4")).startsWith("204");
        assertThat(volume.resolve("file")).hasContent("4");
    }

    @Test
    void a_file_needs_its_folder_and_its_volume() throws Exception {
        assertThat(send("PUT", FILES + "/folder/file", "1")).startsWith("404");
        assertThat(send("PUT", FOLDERS + "/folder", "")).startsWith("204");
        assertThat(send("PUT", FOLDERS + "/folder", "")).startsWith("204");
        assertThat(send("PUT", FILES + "/folder/file", "1")).startsWith("204");
        assertThat(send("PUT", "/api/2.0/fs/files/Volumes/main/default/other/file", "1"))
                .startsWith("404");
        assertThat(send("PUT", "/api/2.0/fs/files/elsewhere/file", "1")).startsWith("400");
    }

    @Test
    void an_upload_that_breaks_off_leaves_what_was_there() throws Exception {
        send("PUT", FILES + "/file", "old");

        try {
            http.send(
                    request(FILES + "/file")
                            .PUT(BodyPublishers.ofInputStream(() -> new Breaking(BLOCK)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException expected) {
            // The stream broke off.
        }

        assertThat(get(FILES + "/file")).isEqualTo("200 old");
        assertThat(volume).isDirectoryNotContaining(path -> !path.endsWith("file"));
    }

    @Test
    void a_folder_must_be_empty_to_be_deleted() throws Exception {
        send("PUT", FOLDERS + "/folder", "");
        send("PUT", FILES + "/folder/file", "1");

        assertThat(send("DELETE", FOLDERS + "/folder", ""))
                .startsWith("400")
                .contains("FILES_API_DIRECTORY_IS_NOT_EMPTY");
        send("DELETE", FILES + "/folder/file", "");
        assertThat(send("DELETE", FOLDERS + "/folder", "")).startsWith("204");
        assertThat(send("DELETE", FOLDERS + "/folder", "")).startsWith("404");
        assertThat(send("DELETE", FOLDERS, "")).startsWith("400");
    }

    @Test
    void a_long_listing_comes_in_pages() throws Exception {
        for (int n = 0; n < 3; n++) {
            Files.writeString(volume.resolve("" + n), "1");
        }
        workspace.storage().settings().listAtMost(2);

        assertThat(get(FOLDERS)).contains("\"name\":\"0\"").contains("\"next_page_token\":\"2\"");
        assertThat(get(FOLDERS + "?page_token=2")).contains("\"name\":\"2\"").doesNotContain("next_page_token");
        assertThat(get(FOLDERS + "/missing")).startsWith("404");
    }

    @Test
    void a_user_may_be_denied_a_folder_or_writing_there() throws Exception {
        Files.writeString(volume.resolve("file"), "1");
        String user = "user@example.com";

        workspace.storage().permissions().denyWriting(user, "/Volumes/main/default/v");
        assertThat(send("PUT", FILES + "/other", "1")).startsWith("403").contains("PERMISSION_DENIED");
        assertThat(get(FILES + "/file")).isEqualTo("200 1");
        workspace.storage().permissions().deny(user, "/Volumes/main/default/v");
        assertThat(get(FILES + "/file")).startsWith("403");
        workspace.storage().permissions().denyWriting(user, "dbfs:/shared");
        assertThat(post(DBFS + "mkdirs", Json.object().put("path", "/shared/x")))
                .startsWith("403");
        assertThat(post(DBFS + "mkdirs", Json.object().put("path", "/sharedx"))).startsWith("200");
    }

    @Test
    void objects_are_imported_listed_exported_and_deleted() throws Exception {
        String script = "/Workspace/Users/user@example.com/task.py";
        ObjectNode imported = Json.object()
                .put("path", script)
                .put("format", "AUTO")
                .put("content", Base64.getEncoder().encodeToString("print()".getBytes(UTF_8)));

        assertThat(post(OBJECTS + "import", imported)).startsWith("200");
        assertThat(post(OBJECTS + "import", imported)).startsWith("400").contains("RESOURCE_ALREADY_EXISTS");
        assertThat(post(OBJECTS + "import", imported.deepCopy().put("overwrite", true)))
                .startsWith("200");
        assertThat(post(OBJECTS + "import", imported.deepCopy().put("path", "/Users/none/task.py")))
                .startsWith("404");
        assertThat(root.resolve("Workspace/Users/user@example.com/task.py")).hasContent("print()");
        assertThat(get(OBJECTS + "get-status?path=/Users/user@example.com/task.py"))
                .contains("\"object_type\":\"FILE\"");
        assertThat(get(OBJECTS + "list?path=/Users/user@example.com")).contains("task.py");
        assertThat(get(OBJECTS + "export?direct_download=true&path=" + script)).isEqualTo("200 print()");
        assertThat(post(OBJECTS + "delete", Json.object().put("path", "/Users/user@example.com")))
                .startsWith("400")
                .contains("DIRECTORY_NOT_EMPTY");
        assertThat(post(OBJECTS + "delete", Json.object().put("path", script))).startsWith("200");
        assertThat(post(OBJECTS + "delete", Json.object().put("path", script))).startsWith("404");
    }

    @Test
    void a_file_of_a_bundle_is_sent_as_it_is_into_a_folder_that_is_there() throws Exception {
        String file = "/api/2.0/workspace-files/import-file/Workspace%2FUsers%2Fuser@example.com%2F";

        assertThat(send("POST", file + "a.whl?overwrite=false", "a wheel")).startsWith("200");
        assertThat(send("POST", file + "a.whl?overwrite=false", "another")).startsWith("409");
        assertThat(root.resolve("Workspace/Users/user@example.com/a.whl")).hasContent("a wheel");
        assertThat(send("POST", file + "a.whl?overwrite=true", "another")).startsWith("200");
        assertThat(root.resolve("Workspace/Users/user@example.com/a.whl")).hasContent("another");
        assertThat(send("POST", file + "none%2Fa.whl?overwrite=true", "a wheel"))
                .startsWith("404");
    }

    @Test
    void nothing_leads_out_of_the_workspace() throws Exception {
        assertThat(get(DBFS + "get-status?path=/../Volumes")).startsWith("400");
        assertThat(get(FILES + "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/x")).startsWith("400");
    }

    @Test
    void runtimes_and_node_types_can_be_asked_for() throws Exception {
        assertThat(get("/api/2.1/clusters/spark-versions")).contains("\"key\":\"14.3.x-scala2.12\"");
        assertThat(get("/api/2.1/clusters/list-node-types")).contains("\"node_type_id\":\"i3.xlarge\"");
    }

    private long create(String path, boolean overwrite) throws Exception {
        String answer = post(DBFS + "create", Json.object().put("path", path).put("overwrite", overwrite));
        return Json.parse(answer.substring(4).getBytes(UTF_8)).path("handle").asLong();
    }

    private String addBlock(long handle, byte[] block) throws Exception {
        return post(
                DBFS + "add-block",
                Json.object()
                        .put("handle", handle)
                        .put("data", Base64.getEncoder().encodeToString(block)));
    }

    private String move(String from, String to) throws Exception {
        return post(DBFS + "move", Json.object().put("source_path", from).put("destination_path", to));
    }

    private String delete(String path, boolean recursive) throws Exception {
        return post(DBFS + "delete", Json.object().put("path", path).put("recursive", recursive));
    }

    private String post(String path, ObjectNode json) throws Exception {
        return send("POST", path, json.toString());
    }

    private String get(String path) throws Exception {
        return send("GET", path, "");
    }

    /** Status and body. */
    private String send(String method, String path, String body) throws Exception {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpResponse<String> answer =
                http.send(request(path).method(method, publisher).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(workspace.url().resolve(path))
                .header("Authorization", "Bearer " + workspace.token());
    }

    /** Breaks off after so many bytes. */
    private static final class Breaking extends ByteArrayInputStream {
        Breaking(int bytes) {
            super(new byte[bytes]);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
                throw new java.io.UncheckedIOException(new IOException("broken"));
            }
            return read;
        }
    }
}
