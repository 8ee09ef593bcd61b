package dev.dyndeps.adapter.dbfs;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.files.DbfsAPI;
import com.databricks.sdk.service.files.Delete;
import com.databricks.sdk.service.files.FileInfo;
import com.databricks.sdk.service.files.ReadDbfsRequest;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * DBFS, in blocks of a mebibyte. A file grows under a name of its own beside its place and is moved there when it is whole.
 *
 * <p>A move replaces nothing. So there is a moment between the deletion of an old file and the move of the new one in which
 * neither is there; who reads then waits for the move, which its part beside it announces. A reader notices by time and size
 * that a file was replaced while it read, and starts again; two files of one size within one millisecond it would not notice,
 * which is what digests are for. A killed process leaves a part, which is not listed and goes with its folder.
 */
final class DbfsFiles implements RemoteFiles {
    /** The service's limit for one request, before it is made base64. */
    private static final int BLOCK = 1 << 20;

    /** How often a deletion that was done in part is asked for again; each time, the SDK asks four times. */
    private static final int DELETIONS = 500;

    private final DbfsAPI dbfs;
    private final Retries retries;

    DbfsFiles(ApiClient client, Retries retries) {
        this.dbfs = new DbfsAPI(client);
        this.retries = retries;
    }

    @Override
    public Optional<Stat> stat(Place place) {
        return info(place).map(info -> stat(place, info));
    }

    private Optional<FileInfo> info(Place place) {
        return VolumeFiles.ifThere(() -> dbfs.getStatus(place.api()));
    }

    private static Stat stat(Place place, FileInfo info) {
        return new Stat(
                place.path(),
                isFolder(info),
                isFolder(info) ? 0 : size(info),
                Optional.ofNullable(info.getModificationTime()).orElse(0L));
    }

    @Override
    public ImmutableList<Stat> list(Place folder) {
        return everything(folder).stream()
                .filter(stat -> !DbfsPart.isPart(stat.path().name()))
                .collect(toImmutableList());
    }

    /** With the parts; a file, which the service lists as if it were in itself, has nothing in it. */
    ImmutableList<Stat> everything(Place folder) {
        return VolumeFiles.ifThere(() -> ImmutableList.copyOf(dbfs.list(folder.api()))).stream()
                .flatMap(ImmutableList::stream)
                .filter(info -> !info.getPath().equals(folder.api()))
                .map(info -> stat(
                        folder.child(info.getPath().substring(info.getPath().lastIndexOf('/') + 1)), info))
                .sorted(Comparator.comparing(Stat::path))
                .collect(toImmutableList());
    }

    @Override
    public void makeFolder(Place folder) {
        dbfs.mkdirs(folder.api());
    }

    @Override
    public void put(LocalFile file, Place place) {
        try (DbfsPart part = new DbfsPart(dbfs, place.folder().child(DbfsPart.PREFIX + UUID.randomUUID()))) {
            part.fill(file);
            part.publish(place, file.size());
        }
    }

    @Override
    public boolean get(Place place, OutputStream out) throws IOException {
        Optional<FileInfo> before = new DbfsReplacement(this, place).await();
        if (before.isEmpty() || isFolder(before.get())) {
            return false;
        }
        long size = size(before.get());
        for (long offset = 0; offset < size; ) {
            byte[] block = read(place, offset, (int) Math.min(BLOCK, size - offset));
            if (block.length == 0) {
                throw Broken.off(offset + " of " + size + " bytes were received");
            }
            out.write(block);
            offset += block.length;
        }
        if (!info(place).filter(after -> isSame(before.get(), after)).isPresent()) {
            throw Broken.off("the file changed while it was read");
        }
        return true;
    }

    private byte[] read(Place place, long offset, int length) {
        return VolumeFiles.ifThere(() -> dbfs.read(new ReadDbfsRequest()
                        .setPath(place.api())
                        .setOffset(offset)
                        .setLength((long) length)))
                .map(answer -> Base64.getDecoder().decode(answer.getData()))
                .orElseThrow(() -> Broken.off("the file went away while it was read"));
    }

    private static boolean isSame(FileInfo before, FileInfo after) {
        return before.equals(after);
    }

    @Override
    public void delete(Stat what, Place place) {
        for (int asked = 1; ; asked++) {
            try {
                retries.run(
                        "deleting " + place.where(),
                        () -> dbfs.delete(new Delete().setPath(place.api()).setRecursive(true)));
                return;
            } catch (DatabricksException e) {
                if (asked == DELETIONS || Thread.currentThread().isInterrupted() || !isPartial(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isPartial(DatabricksException e) {
        return ServiceAnswer.of(e)
                .filter(answer -> answer.code().equals("PARTIAL_DELETE"))
                .isPresent();
    }

    Optional<FileInfo> look(Place place) {
        return info(place);
    }

    static boolean isFolder(FileInfo info) {
        return Boolean.TRUE.equals(info.getIsDir());
    }

    private static long size(FileInfo info) {
        return Optional.ofNullable(info.getFileSize()).orElse(0L);
    }
}
