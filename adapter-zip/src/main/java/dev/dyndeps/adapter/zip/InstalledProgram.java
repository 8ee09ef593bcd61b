package dev.dyndeps.adapter.zip;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.WheelRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The program as an installer of Python packages has put it down: the folder {@code dyndeps} and beside it
 * {@code dyndeps-VERSION.dist-info}. Packed again, it is the wheel that was installed, byte for byte.
 *
 * @param site the folder of both
 * @param distInfo the name of the {@code .dist-info} folder
 */
record InstalledProgram(Path site, String distInfo) {
    /** What of {@code .dist-info} was in the wheel; installers add files of their own. */
    private static final ImmutableSet<String> METADATA =
            ImmutableSet.of("METADATA", "WHEEL", "entry_points.txt", "top_level.txt");

    private static final String TAG = "Tag: ";

    /** The installed program whose folder this is; empty if it is none. */
    static Optional<InstalledProgram> at(Path home) throws IOException {
        Path site = home.toAbsolutePath().normalize().getParent();
        if (site == null || !Files.isDirectory(home.resolve("java"))) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(site, home.getFileName() + "-*.dist-info")) {
            for (Path folder : found) {
                if (Files.exists(folder.resolve("RECORD"))) {
                    return Optional.of(
                            new InstalledProgram(site, folder.getFileName().toString()));
                }
            }
        }
        return Optional.empty();
    }

    /** The file name that the wheel had: its name and version as the folder has them, and its one tag. */
    String fileName() throws IOException {
        ImmutableList<String> tags = Files.readString(site.resolve(distInfo).resolve("WHEEL"))
                .lines()
                .filter(line -> line.startsWith(TAG))
                .map(line -> line.substring(TAG.length()).strip())
                .collect(ImmutableList.toImmutableList());
        if (tags.size() != 1) {
            throw changed(distInfo + "/WHEEL", "it names " + tags.size() + " tags and not one");
        }
        return distInfo.replace(".dist-info", "-" + tags.get(0) + ".whl");
    }

    /** Names the program, whatever it was installed by: the digest of its hashes. */
    String digest() throws IOException {
        return Hashing.sha256()
                .hashString(installed().toString(), StandardCharsets.UTF_8)
                .toString();
    }

    /**
     * Packs the wheel.
     *
     * @throws UserError ({@code TOOL_MISSING}) if a file is not what was installed
     */
    void packTo(Path wheel) throws IOException {
        WheelRecord installed = installed();
        ImmutableSortedMap.Builder<String, Path> files = ImmutableSortedMap.naturalOrder();
        for (String path : installed.entries().keySet()) {
            if (!path.equals(distInfo + "/RECORD")) {
                Path file = site.resolve(path);
                if (!Files.isRegularFile(file)) {
                    throw changed(path, "it is gone");
                }
                files.put(path, file);
            }
        }
        ProgramWheel program = new ProgramWheel(distInfo, files.buildOrThrow());
        WheelRecord now = program.hashes();
        Maps.difference(now.entries(), installed.entries()).entriesDiffering().keySet().stream()
                .findFirst()
                .ifPresent(path -> {
                    throw changed(path, "it was changed after it was installed");
                });
        program.packTo(wheel, now);
    }

    /** What {@code RECORD} says of the files that were in the wheel, in the order of their paths. */
    private WheelRecord installed() throws IOException {
        WheelRecord all =
                WheelRecord.parse(Files.readString(site.resolve(distInfo).resolve("RECORD")));
        ImmutableList.Builder<WheelRecord.Entry> kept = ImmutableList.builder();
        for (Map.Entry<String, WheelRecord.Entry> entry :
                ImmutableSortedMap.copyOf(all.entries()).entrySet()) {
            if (wasInWheel(entry.getKey())) {
                kept.add(entry.getValue());
            }
        }
        return WheelRecord.of(kept.build());
    }

    private boolean wasInWheel(String path) {
        if (path.startsWith(distInfo + "/")) {
            return METADATA.contains(path.substring(distInfo.length() + 1));
        }
        String program = Splitter.on('-').split(distInfo).iterator().next();
        return path.startsWith(program + "/") && !path.contains("__pycache__/");
    }

    private UserError changed(String path, String what) {
        return new UserError(
                Code.TOOL_MISSING,
                site.resolve(path).toString(),
                "the installed program cannot be taken to a cluster: " + what,
                "Install dyndeps again, or name its wheel with --program FILE.whl");
    }
}
