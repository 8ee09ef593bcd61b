package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.packaging.FileUrl;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code pylock.toml} (PEP 751) that uv writes for one target: of each distribution the wheels that may do. A wheel asked
 * for by URL stands in it as an archive.
 */
record UvLock(ImmutableList<Candidates> distributions) {
    /** The wheels of one distribution, at least one. */
    record Candidates(DistributionName name, ImmutableList<ResolvedWheel> wheels) {}

    static UvLock read(Path file, TomlReader toml) throws IOException {
        Map<String, Object> document = toml.read(Files.readString(file), file.toString());
        ImmutableList.Builder<Candidates> all = ImmutableList.builder();
        for (Map<String, Object> item : tables(document.get("packages"))) {
            ImmutableList.Builder<ResolvedWheel> wheels = ImmutableList.builder();
            tables(item.get("wheels")).forEach(wheel -> wheels.add(wheel(wheel)));
            if (item.get("archive") instanceof Map<?, ?> archive) {
                wheels.add(wheel(table(archive)));
            }
            all.add(new Candidates(DistributionName.of((String) item.get("name")), wheels.build()));
        }
        return new UvLock(all.build());
    }

    private static ResolvedWheel wheel(Map<String, Object> table) {
        String url = table.get("url") instanceof String text
                ? text
                : Path.of((String) table.get("path")).toUri().toString();
        HashCode sha256 = HashCode.fromString(
                (String) table((Map<?, ?>) table.get("hashes")).get("sha256"));
        Optional<Long> size = Optional.ofNullable((Long) table.get("size"));
        return new ResolvedWheel(WheelName.parse(FileUrl.fileName(url)), FileUrl.bare(url), sha256, size);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> table(Map<?, ?> table) {
        return (Map<String, Object>) table;
    }

    private static List<Map<String, Object>> tables(Object array) {
        return array instanceof List<?> items
                ? items.stream().map(item -> table((Map<?, ?>) item)).toList()
                : List.of();
    }
}
