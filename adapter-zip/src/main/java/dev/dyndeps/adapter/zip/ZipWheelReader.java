package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.Forgiveness;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads wheels as containers, as strictly as inputs, and then as wheels (binary distribution format). */
public final class ZipWheelReader implements WheelReader {
    private static final ImmutableList<String> TEXTS =
            ImmutableList.of("METADATA", "entry_points.txt", "top_level.txt");

    @Override
    public WheelContents read(Path wheel) {
        return read(wheel, Optional.empty());
    }

    @Override
    public WheelContents read(Path wheel, Digests digests) {
        return read(wheel, Optional.of(digests));
    }

    private static WheelContents read(Path wheel, Optional<Digests> vouchedFor) {
        String fileName = String.valueOf(wheel.getFileName());
        WheelName name = WheelName.parse(fileName);
        try (ZipContainer zip = ZipContainer.open(wheel, ArchiveLimits.WHEEL, Forgiveness.NONE)) {
            return read(zip, name, vouchedFor);
        } catch (UserError e) {
            throw e.where().contains(fileName)
                    ? e
                    : new UserError(e.code(), fileName + ": " + e.where(), e.what(), e.next());
        }
    }

    private static WheelContents read(ZipContainer zip, WheelName name, Optional<Digests> vouchedFor) {
        DistInfo distInfo = DistInfo.find(zip, name);
        distInfo.checkWheelVersion();
        CoreMetadata metadata = metadata(distInfo, name);
        RecordCheck record = new RecordCheck(zip, distInfo);
        record.checkListing();
        if (vouchedFor.isEmpty()) {
            record.checkContents();
        }
        Digests digests = vouchedFor.orElseGet(zip::digests);
        return new WheelContents(
                name,
                zip.size(),
                digests.sha256(),
                digests.crc32(),
                metadata,
                distInfo.folder(),
                texts(distInfo),
                files(zip));
    }

    private static CoreMetadata metadata(DistInfo distInfo, WheelName name) {
        CoreMetadata metadata;
        try {
            metadata = CoreMetadata.parse(distInfo.text("METADATA"));
        } catch (IllegalArgumentException e) {
            throw malformed(distInfo.path("METADATA"), String.valueOf(e.getMessage()));
        }
        if (!metadata.name().equals(name.name()) || metadata.version().compareTo(name.version()) != 0) {
            throw malformed(
                    distInfo.path("METADATA"),
                    "it is of " + metadata.nameAsWritten() + " " + metadata.version() + ", which the file name is not");
        }
        return metadata;
    }

    private static ImmutableMap<String, String> texts(DistInfo distInfo) {
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        for (String file : TEXTS) {
            if (distInfo.contains(file)) {
                texts.put(file, distInfo.text(file));
            }
        }
        return texts.buildOrThrow();
    }

    private static ImmutableList<WheelContents.File> files(ZipContainer zip) {
        return zip.listing().files().stream().map(ZipWheelReader::file).collect(ImmutableList.toImmutableList());
    }

    private static WheelContents.File file(ArchiveEntry entry) {
        return new WheelContents.File(entry.path().value(), entry.size());
    }

    static UserError malformed(ArchivePath where, String what) {
        return malformed(where.toString(), what);
    }

    static UserError malformed(String where, String what) {
        return new UserError(
                Code.WHEEL_MALFORMED, where, what, "Build the wheel again, or fetch it from where it was published");
    }
}
