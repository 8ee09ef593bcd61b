package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
        ImmutableMap<String, Object> document = toml.read(Files.readString(file), file.toString());
        ImmutableList.Builder<Candidates> all = ImmutableList.builder();
        for (Map<?, ?> item : tables(document, "packages")) {
            ImmutableList.Builder<ResolvedWheel> wheels = ImmutableList.builder();
            tables(item, "wheels").forEach(wheel -> wheels.add(wheel(wheel)));
            if (item.containsKey("archive")) {
                wheels.add(wheel(value(item, "archive", Map.class)));
            }
            all.add(new Candidates(DistributionName.of(value(item, "name", String.class)), wheels.build()));
        }
        return new UvLock(all.build());
    }

    private static ResolvedWheel wheel(Map<?, ?> table) {
        String url = table.containsKey("url")
                ? value(table, "url", String.class)
                : Path.of(value(table, "path", String.class)).toUri().toString();
        String sha256 = value(value(table, "hashes", Map.class), "sha256", String.class);
        Optional<Long> size =
                table.containsKey("size") ? Optional.of(value(table, "size", Long.class)) : Optional.empty();
        return new ResolvedWheel(
                WheelName.parse(FileUrl.fileName(url)), FileUrl.bare(url), HashCode.fromString(sha256), size);
    }

    private static List<Map<?, ?>> tables(Map<?, ?> table, String key) {
        return table.containsKey(key)
                ? ((List<?>) value(table, key, List.class))
                        .stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList()
                : List.of();
    }

    /** @throws IllegalArgumentException if uv wrote something else than it does */
    private static <T> T value(Map<?, ?> table, String key, Class<T> type) {
        Object value = table.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("uv's lock has no " + key + " in " + table);
        }
        return type.cast(value);
    }
}
