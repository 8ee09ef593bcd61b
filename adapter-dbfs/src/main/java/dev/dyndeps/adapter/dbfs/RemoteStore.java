package dev.dyndeps.adapter.dbfs;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The port's rules over one of the service's storage APIs. */
record RemoteStore(WorkspaceConnection connection, RemoteFiles files, Retries retries) {
    Put put(LocalFile file, Place place) {
        return writing("sending", place, () -> {
            Optional<Stat> there = retries.get("looking at " + place.where(), () -> files.stat(place));
            if (there.isPresent() && there.get().folder()) {
                throw Refusals.unwritable(place, "it is a folder", "Choose another name");
            }
            if (there.isPresent() && holds(there.get(), file, place)) {
                return Put.ALREADY_THERE;
            }
            Place folder = place.folder();
            retries.run("making " + folder.where(), () -> files.makeFolder(folder));
            try {
                retries.run("sending " + place.where(), () -> files.put(file, place));
            } catch (RuntimeException e) {
                throw Retries.isCaused(e, UploadStream.Changed.class) ? LocalFile.changed(file.file()) : e;
            }
            return Put.SENT;
        });
    }

    /** A path that carries the digest is believed together with the size; else the content is read and compared. */
    private boolean holds(Stat there, LocalFile file, Place place) {
        if (there.size() != file.size()) {
            return false;
        }
        if (place.path().value().contains(file.sha256().toString())) {
            return true;
        }
        return retries.get("comparing " + place.where(), () -> {
            try (HashingOutputStream hash =
                    new HashingOutputStream(Hashing.sha256(), OutputStream.nullOutputStream())) {
                return files.get(place, hash) && hash.hash().equals(file.sha256());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void get(Place place, Path into) {
        try (LocalPart part = LocalPart.of(into)) {
            boolean there = connection.call(
                    "fetching", place.where(), () -> retries.get("fetching " + place.where(), () -> fill(part, place)));
            if (!there) {
                throw new UserError(
                        Code.INPUT_MISSING, place.where(), "there is no such file in the store", "Check the path");
            }
            part.publish();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    into.toString(),
                    "it cannot be written: " + e.getMessage(),
                    "Make room and check who may write there, or choose another place");
        }
    }

    private boolean fill(LocalPart part, Place place) {
        try (OutputStream out = part.open()) {
            return files.get(place, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Stat> stat(Place place) {
        return connection.call(
                "looking at", place.where(), () -> retries.get("looking at " + place.where(), () -> files.stat(place)));
    }

    ImmutableList<Stat> list(Place folder) {
        return connection.call(
                "listing", folder.where(), () -> retries.get("listing " + folder.where(), () -> files.list(folder)));
    }

    Deletion delete(Place place) {
        return writing("deleting", place, () -> {
            Optional<Stat> there = retries.get("looking at " + place.where(), () -> files.stat(place));
            there.ifPresent(what -> files.delete(what, place));
            return there.isPresent() ? Deletion.DELETED : Deletion.WAS_NOT_THERE;
        });
    }

    private <T> T writing(String doing, Place place, Supplier<T> call) {
        return connection.call(doing, place.where(), () -> {
            try {
                return call.get();
            } catch (RuntimeException e) {
                Optional<UserError> refused = ServiceAnswer.of(e).flatMap(answer -> Refusals.of(answer, place));
                throw refused.isPresent() ? refused.get() : e;
            }
        });
    }
}
