package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.CheckedContainer;
import dev.dyndeps.domain.archive.Container;
import dev.dyndeps.domain.archive.ContainerEntry;
import dev.dyndeps.domain.archive.ContainerRules;
import dev.dyndeps.domain.archive.Forgiveness;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.Digests;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A zip whose structure was checked. Whatever is read of it later is read from where these checks found it, by the same
 * descriptor, so there is no second parser that could see something else.
 */
final class ZipContainer implements Closeable {
    private final FileBytes file;
    private final Container container;
    private final CheckedContainer checked;

    private ZipContainer(FileBytes file, Container container, CheckedContainer checked) {
        this.file = file;
        this.container = container;
        this.checked = checked;
    }

    /** @throws UserError ({@code INPUT_MISSING}, {@code ZIP_*}) */
    static ZipContainer open(Path path, ArchiveLimits limits, Forgiveness forgiveness) {
        FileBytes file = FileBytes.open(path);
        try {
            ContainerRules rules = new ContainerRules(limits, forgiveness);
            Container container = new ContainerParser(file).parse(rules);
            return new ZipContainer(file, container, rules.check(container));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    ArchiveListing listing() {
        return checked.listing();
    }

    /** Every entry, folders too, in the order of the central directory. */
    Container container() {
        return container;
    }

    /** The entry of each file, sorted by path. */
    ImmutableMap<ArchivePath, ContainerEntry> entries() {
        return checked.entries();
    }

    /** @throws IllegalArgumentException if there is no such file */
    InputStream open(ArchivePath path) {
        ContainerEntry entry = checked.entries().get(path);
        if (entry == null) {
            throw new IllegalArgumentException("no file of the listing: " + path);
        }
        return open(entry);
    }

    InputStream open(ContainerEntry entry) {
        return new EntryStream(file, entry);
    }

    /** Where what is around the contents is other than it is written for this plan. */
    Optional<String> differenceFrom(ZipPlan plan) {
        return WrittenAsPlanned.difference(file, plan);
    }

    long size() {
        return file.size();
    }

    HashCode sha256() {
        return digests().sha256();
    }

    Digests digests() {
        return file.digests();
    }

    @Override
    public void close() {
        file.close();
    }
}
