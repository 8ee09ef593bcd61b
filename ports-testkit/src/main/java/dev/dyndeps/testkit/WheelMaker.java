package dev.dyndeps.testkit;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes small wheels and source distributions that pip installs: a description that grows by its methods, each of which
 * gives a new one. The same description gives the same bytes.
 *
 * @param name the distribution's name, as METADATA spells it
 * @param tag the compatibility tag of the file name, such as {@code py3-none-any}
 * @param files the modules, by path in the wheel
 */
public record WheelMaker(
        String name,
        String version,
        String tag,
        ImmutableMap<String, String> files,
        ImmutableList<String> metadata,
        ImmutableMap<String, String> distInfoFiles) {

    /** A pure wheel with one module of the distribution's name that has a {@code __version__}. */
    public static WheelMaker wheel(String name, String version) {
        String module =
                name.toLowerCase(java.util.Locale.ROOT).replace('-', '_').replace('.', '_');
        return new WheelMaker(
                name,
                version,
                "py3-none-any",
                ImmutableMap.of(module + "/__init__.py", "__version__ = \"" + version + "\"\n"),
                ImmutableList.of(),
                ImmutableMap.of());
    }

    public WheelMaker tagged(String other) {
        return new WheelMaker(name, version, other, files, metadata, distInfoFiles);
    }

    /** With a file more, or another text for one. */
    public WheelMaker file(String path, String text) {
        return new WheelMaker(name, version, tag, with(files, path, text), metadata, distInfoFiles);
    }

    /** With {@code Requires-Dist} lines more, such as {@code six>=1.5; python_version < "3.11"}. */
    public WheelMaker requires(String... requirements) {
        WheelMaker more = this;
        for (String requirement : requirements) {
            more = more.field("Requires-Dist: " + requirement);
        }
        return more;
    }

    public WheelMaker extra(String extra) {
        return field("Provides-Extra: " + extra);
    }

    public WheelMaker requiresPython(String specifiers) {
        return field("Requires-Python: " + specifiers);
    }

    /** With a line of METADATA more. */
    public WheelMaker field(String line) {
        ImmutableList<String> lines =
                ImmutableList.<String>builder().addAll(metadata).add(line).build();
        return new WheelMaker(name, version, tag, files, lines, distInfoFiles);
    }

    /** With a file more in its {@code .dist-info}, such as {@code entry_points.txt}. */
    public WheelMaker distInfo(String file, String text) {
        return new WheelMaker(name, version, tag, files, metadata, with(distInfoFiles, file, text));
    }

    /** Such as {@code demo-1.0-py3-none-any.whl}. */
    public String fileName() {
        return stem() + "-" + tag + ".whl";
    }

    /** Such as {@code demo-1.0.tar.gz}. */
    public String sdistName() {
        return stem() + ".tar.gz";
    }

    /** The text of METADATA (of an sdist: PKG-INFO). */
    public String metadataText() {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        metadata.forEach(line -> text.append(line).append('\n'));
        return text.append("\nMade for a test.\n").toString();
    }

    /** The value of the field {@code Requires-Python}; empty if there is none. */
    public String requiresPythonText() {
        String field = "Requires-Python: ";
        return metadata.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .findFirst()
                .orElse("");
    }

    /** The wheel: stored, times fixed, RECORD last. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder record = new StringBuilder();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : wheelFiles().entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                write(zip, file.getKey(), content);
                String digest = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Hashing.sha256().hashBytes(content).asBytes());
                record.append(Joiner.on(',').join(file.getKey(), "sha256=" + digest, content.length))
                        .append('\n');
            }
            String name = distInfoFolder() + "/RECORD";
            write(zip, name, record.append(name).append(",,\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The source distribution: its files, PKG-INFO, and a {@code pyproject.toml} for setuptools if it has none. */
    public byte[] sdistBytes() {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        all.put("PKG-INFO", metadataText());
        if (!files.containsKey("pyproject.toml") && !files.containsKey("setup.py")) {
            all.put(
                    "pyproject.toml",
                    "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n"
                            + "[project]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n");
        }
        return TarGz.of(stem(), all.putAll(files).buildOrThrow());
    }

    /** Writes the wheel into the folder, which is made if missing. */
    public Path writeTo(Path folder) {
        return write(folder, fileName(), bytes());
    }

    /** Writes the source distribution into the folder, which is made if missing. */
    public Path writeSdistTo(Path folder) {
        return write(folder, sdistName(), sdistBytes());
    }

    /** Writes the wheel and gives it as the input's own, with {@code wheels/NAME} as the place it came from. */
    public LocalWheel local(Path folder) {
        Path file = writeTo(folder);
        byte[] bytes = bytes();
        ImmutableList.Builder<WheelContents.File> all = ImmutableList.builder();
        wheelFiles()
                .forEach((path, text) ->
                        all.add(new WheelContents.File(path, text.getBytes(StandardCharsets.UTF_8).length)));
        WheelContents contents = new WheelContents(
                WheelName.parse(fileName()),
                bytes.length,
                Hashing.sha256().hashBytes(bytes),
                Hashing.crc32().hashBytes(bytes).padToLong(),
                CoreMetadata.parse(metadataText()),
                distInfoFolder(),
                ImmutableMap.<String, String>builder()
                        .put("METADATA", metadataText())
                        .putAll(distInfoFiles)
                        .buildOrThrow(),
                all.build());
        return new LocalWheel(file, contents.sha256(), contents, "wheels/" + fileName());
    }

    private String stem() {
        return name.replace('-', '_') + "-" + version;
    }

    private String distInfoFolder() {
        return stem() + ".dist-info";
    }

    private ImmutableSortedMap<String, String> wheelFiles() {
        ImmutableSortedMap.Builder<String, String> all = ImmutableSortedMap.naturalOrder();
        all.putAll(files);
        distInfoFiles.forEach((file, text) -> all.put(distInfoFolder() + "/" + file, text));
        all.put(distInfoFolder() + "/METADATA", metadataText());
        boolean pure = tag.endsWith("-none-any");
        all.put(
                distInfoFolder() + "/WHEEL",
                "Wheel-Version: 1.0\nGenerator: dyndeps-testkit\nRoot-Is-Purelib: " + pure + "\nTag: " + tag + "\n");
        return all.buildOrThrow();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static Path write(Path folder, String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableMap<String, String> with(ImmutableMap<String, String> map, String key, String value) {
        return ImmutableMap.<String, String>builder()
                .putAll(map)
                .put(key, value)
                .buildKeepingLast();
    }
}
