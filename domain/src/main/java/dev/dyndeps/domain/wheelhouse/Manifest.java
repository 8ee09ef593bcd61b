package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;

/**
 * {@code wheelhouse.json}: where a wheelhouse came from, what is in it and why, and that nothing is missing.
 *
 * @param target what it runs on
 * @param runtime the digest of the Python texts in it ({@link RuntimeSource#digest()})
 * @param input the SHA-256 of the input
 * @param format the shape that the input was recognised as
 * @param wheels every wheel, sorted by file name
 * @param roots every import root that gets a stub, dotted, sorted
 * @param requested the import roots of what the input itself asks for, dotted, sorted
 * @param proof for each requirement that holds on the target, the wheel that meets it
 * @param warnings what a user should know, in the order it was found
 */
public record Manifest(
        TargetRuntime target,
        HashCode runtime,
        HashCode input,
        Format format,
        ImmutableList<ManifestWheel> wheels,
        ImmutableList<String> roots,
        ImmutableList<String> requested,
        ImmutableList<Completeness.Met> proof,
        ImmutableList<String> warnings) {

    /** The version of the manifest's form. */
    public static final int SCHEMA = 1;

    /** The manifest's name in the wheelhouse. */
    public static final String FILE = "wheelhouse.json";

    /** A wheel and where it came from. */
    public record Entry(WheelContents contents, Origin origin) {}

    /**
     * Describes a wheelhouse of these wheels.
     *
     * @param requested the distributions that the input itself asks for or brings
     * @param warnings what was found before; what the wheels themselves give rise to is added
     */
    public static Manifest of(
            TargetRuntime target,
            HashCode runtime,
            HashCode input,
            Format format,
            Iterable<Entry> entries,
            Set<DistributionName> requested,
            Completeness completeness,
            Iterable<String> warnings) {
        ImmutableList<Entry> sorted = ImmutableList.sortedCopyOf(
                Comparator.comparing(entry -> entry.contents().name().fileName()), entries);
        MergedTree tree = MergedTree.of(Lists.transform(sorted, Entry::contents), target.python());
        return new Manifest(
                target,
                runtime,
                input,
                format,
                sorted.stream()
                        .map(entry -> ManifestWheel.of(
                                entry.contents(),
                                tree.of(entry.contents()),
                                tree.rootsOf(entry.contents()),
                                entry.origin()))
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.copyOf(tree.roots().keySet()),
                sorted.stream()
                        .map(Entry::contents)
                        .filter(wheel -> requested.contains(wheel.name().name()))
                        .flatMap(wheel -> tree.publicRootsOf(wheel).stream())
                        .distinct()
                        .sorted()
                        .collect(ImmutableList.toImmutableList()),
                completeness.met(),
                ImmutableList.<String>builder()
                        .addAll(warnings)
                        .addAll(tree.warnings())
                        .build());
    }

    /** The text of {@value #FILE}. */
    public String json() {
        return CanonicalJson.write(ImmutableMap.<String, Object>builder()
                .put("schema", SCHEMA)
                .put(
                        "target",
                        ImmutableMap.of(
                                "name", target.name(),
                                "python", target.python().toString(),
                                "full_version", target.fullVersion(),
                                "platform", "manylinux_2_" + target.glibcMinor() + "_" + target.architecture()))
                .put("runtime_sha256", runtime.toString())
                .put("input", ImmutableMap.of("sha256", input.toString(), "format", format.id()))
                .put("wheels", wheels.stream().map(ManifestWheel::json).collect(ImmutableList.toImmutableList()))
                .put("roots", roots)
                .put("requested", requested)
                .put("proof", proof.stream().map(Completeness.Met::json).collect(ImmutableList.toImmutableList()))
                .put("warnings", warnings)
                .buildOrThrow());
    }

    /** The SHA-256 of {@link #json()} in UTF-8: the name of the wheelhouse. */
    public HashCode digest() {
        return Hashing.sha256().hashString(json(), StandardCharsets.UTF_8);
    }

    /** The first twelve hexadecimal digits of {@link #digest()}. */
    public String digest12() {
        return digest().toString().substring(0, 12);
    }
}
