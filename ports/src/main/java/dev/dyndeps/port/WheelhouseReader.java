package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

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

        /**
         * Compares all but the contents of the entries (headers, directory, end, and that nothing else is there) byte by byte
         * with what {@link ArchiveWriter} writes for a plan.
         *
         * @param plan whose contents all have a CRC-32
         * @return where the first difference is, for a person; empty if there is none
         */
        Optional<String> differenceFrom(ZipPlan plan);

        @Override
        void close();
    }
}
