package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.http.Encoding;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.DownloadResponse;
import com.databricks.sdk.service.files.FilesAPI;
import com.databricks.sdk.service.files.GetMetadataResponse;
import com.databricks.sdk.service.files.ListDirectoryResponse;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Volumes, by the Files API. A file that is put appears whole and replaces another at once; the service sees to that.
 *
 * <p>Requests with a query are made here and not by the SDK's own methods, which decode their paths once more and so write
 * another file than the one named where a name has a percent sign, a number sign or a question mark.
 */
final class VolumeFiles implements RemoteFiles {
    private static final String FILES = "/api/2.0/fs/files";
    private static final String FOLDERS = "/api/2.0/fs/directories";

    private final ApiClient client;
    private final FilesAPI files;
    private final VolumeDeletion deletion;

    VolumeFiles(ApiClient client, Retries retries) {
        this.client = client;
        this.files = new FilesAPI(client);
        this.deletion = new VolumeDeletion(files, this, retries);
    }

    @Override
    public Optional<Stat> stat(Place place) {
        return head(place, () -> files.getMetadata(place.api()))
                .map(file -> new Stat(place.path(), false, size(file), modified(file)))
                .or(() -> head(place, () -> {
                            files.getDirectoryMetadata(place.api());
                            return place;
                        })
                        .map(folder -> new Stat(place.path(), true, 0, 0)));
    }

    /** An answer to HEAD has no body. Why it is a no, a token or a right, says the answer to a request for a list. */
    private <T> Optional<T> head(Place place, Call<T> call) {
        try {
            return ifThere(call);
        } catch (DatabricksException e) {
            if (ServiceAnswer.of(e).filter(ServiceAnswer::isDenied).isPresent()) {
                Object unused = ifThere(page(place, ""));
            }
            throw e;
        }
    }

    private static long size(GetMetadataResponse file) {
        return Optional.ofNullable(file.getContentLength()).orElse(0L);
    }

    private static long modified(GetMetadataResponse file) {
        try {
            return ZonedDateTime.parse(
                            Strings.nullToEmpty(file.getLastModified()), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    @Override
    public ImmutableList<Stat> list(Place folder) {
        List<Stat> found = new ArrayList<>();
        Optional<String> page = Optional.of("");
        while (page.isPresent()) {
            Optional<ListDirectoryResponse> answer = ifThere(page(folder, page.get()));
            for (DirectoryEntry entry : answer.flatMap(listed -> Optional.ofNullable(listed.getContents()))
                    .orElse(ImmutableList.of())) {
                found.add(stat(folder.path(), entry));
            }
            page = answer.map(listed -> Strings.nullToEmpty(listed.getNextPageToken()))
                    .filter(token -> !token.isEmpty());
        }
        return ImmutableList.sortedCopyOf((a, b) -> a.path().compareTo(b.path()), found);
    }

    private Call<ListDirectoryResponse> page(Place folder, String token) {
        String query = token.isEmpty() ? "" : "?page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return () -> client.execute(
                request(new Request("GET", FOLDERS + encoded(folder) + query)).withHeader("Accept", "application/json"),
                ListDirectoryResponse.class);
    }

    /** The service tells seconds for one file and milliseconds in a list. */
    private static Stat stat(StorePath folder, DirectoryEntry entry) {
        boolean isFolder = Boolean.TRUE.equals(entry.getIsDirectory());
        long modified = Optional.ofNullable(entry.getLastModified()).orElse(0L) / 1000 * 1000;
        return new Stat(
                folder.resolve(entry.getName()),
                isFolder,
                Optional.ofNullable(entry.getFileSize()).orElse(0L),
                isFolder ? 0 : modified);
    }

    @Override
    public void makeFolder(Place folder) {
        files.createDirectory(
                new com.databricks.sdk.service.files.CreateDirectoryRequest().setDirectoryPath(folder.api()));
    }

    @Override
    public void put(LocalFile file, Place place) {
        try (UploadStream content = file.open()) {
            client.execute(
                    request(new Request("PUT", FILES + encoded(place) + "?overwrite=true", content))
                            .withHeader("Content-Type", "application/octet-stream"),
                    Void.class);
        } catch (IOException e) {
            throw new DatabricksError("IO_ERROR", 523, e);
        }
        long arrived = head(place, () -> files.getMetadata(place.api()))
                .map(VolumeFiles::size)
                .orElse(0L);
        if (arrived != file.size()) {
            throw Broken.off(arrived + " of " + file.size() + " bytes arrived");
        }
    }

    @Override
    public boolean get(Place place, OutputStream out) throws IOException {
        Optional<DownloadResponse> answer = ifThere(() -> files.download(place.api()));
        if (answer.isEmpty()) {
            return false;
        }
        long size = Optional.ofNullable(answer.get().getContentLength()).orElse(0L);
        try (InputStream in = answer.get().getContents()) {
            long received = Copying.copy(in, out);
            if (received != size) {
                throw Broken.off(received + " of " + size + " bytes were received");
            }
        }
        return true;
    }

    @Override
    public void delete(Stat what, Place place) {
        deletion.delete(what, place);
    }

    private Request request(Request request) {
        return client.workspaceId() == null
                ? request
                : request.withHeader("X-Databricks-Workspace-Id", client.workspaceId());
    }

    private static String encoded(Place place) {
        return Encoding.encodeMultiSegmentPathParameter(place.api());
    }

    /** Something that is asked of the SDK. */
    @FunctionalInterface
    interface Call<T> {
        T get() throws IOException;
    }

    static <T> Optional<T> ifThere(Call<T> call) {
        try {
            return Optional.of(call.get());
        } catch (IOException e) {
            throw new DatabricksException("IO error: " + e.getMessage(), e);
        } catch (DatabricksException e) {
            if (ServiceAnswer.of(e).filter(ServiceAnswer::isMissing).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
