package dev.dyndeps.domain.wheelhouse;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The zip of a wheelhouse: the manifest, the runtime, a stub for each import root, the metadata that
 * {@code importlib.metadata} looks for, and the wheels, whole and unchanged.
 *
 * @param manifest what {@code wheelhouse.json} says
 * @param zip every entry; a wheel's bytes are asked for by its SHA-256
 */
public record WheelhousePlan(Manifest manifest, ZipPlan zip) {
    /** CPython's zipimport reads no zip64 before 3.13, and a count of 0xFFFF means that there is one. */
    static final int MAX_ENTRIES = 65_534;

    /** 4 GiB less a little, for headers and the central directory. */
    static final long MAX_BYTES = (4L << 30) - (64L << 20);

    /**
     * @param wheels the contents of the manifest's wheels
     * @throws UserError ({@code WHEELHOUSE_TOO_LARGE}) if CPython could not import from it
     */
    public static WheelhousePlan of(Manifest manifest, List<WheelContents> wheels, RuntimeSource runtime) {
        TreeMap<String, String> texts = new TreeMap<>();
        String runtimePackage = "_wheelhouse_" + manifest.digest12();
        texts.put(Manifest.FILE, manifest.json());
        runtime.runtime().forEach((name, text) -> texts.put(runtimePackage + "/" + name, text));
        MergedTree tree = MergedTree.of(wheels, manifest.target().python());
        tree.roots().forEach((root, kind) -> {
            String path = root.replace('.', '/');
            switch (kind) {
                case PACKAGE -> texts.put(path + "/__init__.py", fill(runtime.packageStub(), runtimePackage, root));
                case MODULE -> texts.put(path + ".py", fill(runtime.moduleStub(), runtimePackage, root));
            }
        });
        for (WheelContents wheel : wheels) {
            metadata(wheel, tree.of(wheel)).forEach((name, text) -> texts.put(wheel.distInfo() + "/" + name, text));
        }
        ImmutableList<ZipPlan.Entry> entries = Stream.concat(foldersAndTexts(texts), contents(manifest, wheels))
                .collect(ImmutableList.toImmutableList());
        checkSize(manifest, entries.size());
        return new WheelhousePlan(manifest, new ZipPlan(entries));
    }

    /** The file name of a wheelhouse: Spark takes a second file of one name for the same file, so it has the digest. */
    public static String fileName(String name, Manifest manifest) {
        return name + "-" + manifest.digest12() + ".wheelhouse.zip";
    }

    private static String fill(String stub, String runtimePackage, String root) {
        return stub.replace("{package}", runtimePackage).replace("{root}", root);
    }

    private static ImmutableMap<String, String> metadata(WheelContents wheel, WheelTree tree) {
        String top = tree.tops().stream().map(name -> name + "\n").collect(Collectors.joining());
        return ImmutableMap.<String, String>builder()
                .put("top_level.txt", top)
                .putAll(wheel.texts())
                .buildKeepingLast();
    }

    /** Sorted together; zipimport sees a namespace package only where its folder has an entry of its own. */
    private static Stream<ZipPlan.Entry> foldersAndTexts(TreeMap<String, String> texts) {
        Set<String> folders = new TreeSet<>();
        for (String path : texts.keySet()) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash + 1));
            }
        }
        Stream<ZipPlan.Entry> files =
                texts.entrySet().stream().map(entry -> new ZipPlan.Text(entry.getKey(), entry.getValue()));
        return Stream.concat(folders.stream().map(ZipPlan.Folder::new), files)
                .sorted(Comparator.comparing(ZipPlan.Entry::path));
    }

    private static Stream<ZipPlan.Entry> contents(Manifest manifest, List<WheelContents> wheels) {
        Map<HashCode, Long> crcs = wheels.stream()
                .collect(Collectors.toMap(WheelContents::sha256, WheelContents::crc32, (one, same) -> one));
        return manifest.wheels().stream()
                .map(wheel -> new ZipPlan.Content(
                        "wheels/" + wheel.name().fileName(),
                        wheel.sha256().toString(),
                        wheel.size(),
                        false,
                        OptionalLong.of(requireNonNull(crcs.get(wheel.sha256())))));
    }

    private static void checkSize(Manifest manifest, int entries) {
        long bytes = manifest.wheels().stream().mapToLong(ManifestWheel::size).sum();
        if (entries <= MAX_ENTRIES && bytes <= MAX_BYTES) {
            return;
        }
        String largest = manifest.wheels().stream()
                .sorted(Comparator.comparingLong(ManifestWheel::size).reversed())
                .limit(5)
                .map(wheel -> wheel.name().fileName() + " (" + (wheel.size() >> 20) + " MiB)")
                .collect(Collectors.joining(", "));
        throw new UserError(
                Code.WHEELHOUSE_TOO_LARGE,
                manifest.wheels().size() + " wheels",
                (bytes >> 20) + " MiB in " + entries
                        + " entries, and Python can import from a zip of less than 4 GiB and " + MAX_ENTRIES
                        + " entries only. The largest are " + largest,
                "Leave out what the job does not import, or choose smaller builds of it");
    }
}
