package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.Manifest;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;

/** Looks into a wheelhouse. */
public interface WheelhouseReader {
    /**
     * @throws UserError ({@code INPUT_MISSING}, {@code WHEELHOUSE_MALFORMED}) if it is not there, not a zip, has no
     *     {@code wheelhouse.json} or one of a schema that we do not know
     */
    OpenWheelhouse open(Path wheelhouse);

    /** An open wheelhouse. Nothing in it has been checked yet but its container and the manifest's form. */
    interface OpenWheelhouse extends Closeable {
        Manifest manifest();

        /** The names of all entries, folders (with their slash) included, in the order of the central directory. */
        ImmutableList<String> entries();

        /** The bytes of one entry; the caller closes it. */
        InputStream open(String entry);

        @Override
        void close();
    }
}
