package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.files.AddBlock;
import com.databricks.sdk.service.files.Create;
import com.databricks.sdk.service.files.DbfsAPI;
import com.databricks.sdk.service.files.Delete;
import com.databricks.sdk.service.files.FileInfo;
import com.databricks.sdk.service.files.Move;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A file of DBFS in the making; closed before it is published, it is gone. Good for one attempt. */
final class DbfsPart implements AutoCloseable {
    static final String PREFIX = ".dyndeps-part-";

    private static final int BLOCK = 1 << 20;

    /** How often others may publish in the same place between our deletion and our move. */
    private static final int MOVES = 50;

    private final DbfsAPI dbfs;
    private final Place part;
    private boolean made;

    DbfsPart(DbfsAPI dbfs, Place part) {
        this.dbfs = dbfs;
        this.part = part;
    }

    static boolean isPart(String name) {
        return name.startsWith(PREFIX);
    }

    /** A block whose answer is lost is written twice by the SDK or not at all; the size tells. */
    void fill(LocalFile file) {
        made = true;
        long handle = create();
        try (UploadStream content = file.open()) {
            byte[] buffer = new byte[BLOCK];
            for (int read = content.readNBytes(buffer, 0, BLOCK); read > 0; ) {
                add(handle, read == BLOCK ? buffer : Arrays.copyOf(buffer, read));
                read = read < BLOCK ? 0 : content.readNBytes(buffer, 0, BLOCK);
            }
        } catch (IOException e) {
            throw new DatabricksError("IO_ERROR", 523, e);
        }
        // One that is not known was closed by a request whose answer was lost.
        Object unused = VolumeFiles.ifThere(() -> {
            dbfs.close(handle);
            return handle;
        });
        long arrived = size(part).orElse(0L);
        if (arrived != file.size()) {
            throw Broken.off(arrived + " of " + file.size() + " bytes arrived");
        }
    }

    /** Nobody else takes its name: if it is there, a request made it whose answer, and so the handle, was lost. */
    private long create() {
        try {
            return dbfs.create(new Create().setPath(part.api()).setOverwrite(false))
                    .getHandle();
        } catch (DatabricksException e) {
            throw ServiceAnswer.of(e).filter(ServiceAnswer::isAlreadyThere).isPresent()
                    ? Broken.off("the answer to the start of the upload was lost")
                    : e;
        }
    }

    private void add(long handle, byte[] block) {
        AddBlock request =
                new AddBlock().setHandle(handle).setData(Base64.getEncoder().encodeToString(block));
        Object unused = VolumeFiles.ifThere(() -> {
                    dbfs.addBlock(request);
                    return handle;
                })
                .orElseThrow(() -> Broken.off("the service closed the upload, which had stood still for too long"));
    }

    /** Moves it to its place; what is there is deleted before, since a move replaces nothing. */
    void publish(Place place, long size) {
        for (int moved = 1; ; moved++) {
            try {
                dbfs.move(new Move().setSourcePath(part.api()).setDestinationPath(place.api()));
                break;
            } catch (DatabricksException e) {
                Optional<ServiceAnswer> answer = ServiceAnswer.of(e);
                if (answer.filter(ServiceAnswer::isMissing).isPresent()) {
                    checkMoved(place, size);
                    break;
                }
                if (moved == MOVES
                        || !answer.filter(ServiceAnswer::isAlreadyThere).isPresent()) {
                    throw e;
                }
                dbfs.delete(new Delete().setPath(place.api()).setRecursive(false));
            }
        }
        made = false;
    }

    /** The part is gone: it was moved by a request whose answer was lost, or somebody removed it. */
    private void checkMoved(Place place, long size) {
        if (!size(place).equals(Optional.of(size))) {
            throw Broken.off("somebody removed it before it was whole");
        }
    }

    private Optional<Long> size(Place place) {
        return VolumeFiles.ifThere(() -> dbfs.getStatus(place.api())).map(FileInfo::getFileSize);
    }

    @Override
    public void close() {
        if (made) {
            // An interrupted thread gets no connection, and the part is to go all the same.
            boolean interrupted = Thread.interrupted();
            try {
                dbfs.delete(new Delete().setPath(part.api()).setRecursive(false));
            } catch (DatabricksException e) {
                // It is not listed, and goes with its folder.
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
