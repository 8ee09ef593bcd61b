package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wheels for these tests, described by their files alone. */
final class Wheels {
    static final TargetRuntime PYTHON_3_10 = TargetRuntime.parse("dbr-14.3");
    static final RuntimeSource RUNTIME = new RuntimeSource(
            ImmutableSortedMap.of("__init__.py", "the runtime\n"),
            "package {package} {root}\n",
            "module {package} {root}\n",
            "the aliases\n",
            "an alias\n");

    private Wheels() {}

    /** A pure wheel of version 1.0 with these files, its dist-info added. */
    static WheelContents wheel(String name, String... files) {
        return wheel(name, List.of(), files);
    }

    static WheelContents requiring(String name, String... requires) {
        return wheel(name, List.of(requires), name + "/__init__.py");
    }

    static WheelContents wheel(String name, List<String> requires, String... files) {
        return fileNamed(name.replace('-', '_') + "-1.0-py3-none-any.whl", requires, files);
    }

    static WheelContents fileNamed(String fileName, List<String> requires, String... files) {
        WheelName name = WheelName.parse(fileName);
        String info = name.name().toString().replace('-', '_') + "-" + name.version() + ".dist-info";
        String metadata = "Metadata-Version: 2.1\nName: " + name.name() + "\nVersion: " + name.version() + "\n"
                + requires.stream().map(r -> "Requires-Dist: " + r + "\n").collect(Collectors.joining());
        return new WheelContents(
                name,
                1000,
                sha256(fileName),
                fileName.length(),
                CoreMetadata.parse(metadata),
                info,
                ImmutableMap.of("METADATA", metadata),
                Stream.concat(Arrays.stream(files), Stream.of(info + "/METADATA", info + "/RECORD"))
                        .sorted()
                        .map(path -> new WheelContents.File(path, 10))
                        .collect(ImmutableList.toImmutableList()));
    }

    static HashCode sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
    }

    static Map<DistributionName, CoreMetadata> metadata(WheelContents... wheels) {
        return Arrays.stream(wheels)
                .collect(Collectors.toMap(wheel -> wheel.name().name(), WheelContents::metadata));
    }

    static SourcedRequirement asked(String requirement) {
        return new SourcedRequirement(Requirement.parse(requirement), ImmutableSortedSet.of(), "requirements.txt:1");
    }

    static Manifest manifest(WheelContents... wheels) {
        ImmutableList<WheelContents> all = ImmutableList.copyOf(wheels);
        ImmutableSet<DistributionName> names =
                all.stream().map(wheel -> wheel.name().name()).collect(ImmutableSet.toImmutableSet());
        return Manifest.of(
                PYTHON_3_10,
                RUNTIME.digest(),
                sha256("the input"),
                Format.EXISTING_WHEELS,
                all.stream()
                        .map(wheel -> new Manifest.Entry(
                                wheel,
                                new Origin(
                                        Origin.Kind.INPUT,
                                        "wheels/" + wheel.name().fileName(),
                                        "dyndeps")))
                        .collect(ImmutableList.toImmutableList()),
                names,
                Completeness.of(ImmutableList.of(), names, metadata(wheels), PYTHON_3_10),
                ImmutableList.of());
    }
}
