package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.WheelhouseReader.OpenWheelhouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelhouseReader} does. */
public abstract class WheelhouseReaderContract {
    @TempDir
    protected Path temp;

    /** The adapter as it is used. */
    protected abstract WheelhouseReader reader();

    /** Makes a wheelhouse of these files, in this order; a folder's name ends with a slash and its text is empty. */
    protected abstract Path wheelhouse(ImmutableMap<String, String> files) throws IOException;

    private Manifest manifest(TargetRuntime target) {
        HashCode digest = Hashing.sha256().hashInt(1);
        return Manifest.of(
                target,
                digest,
                digest,
                Format.REQUIREMENTS,
                ImmutableList.of(
                        entry("demo", new Origin(Origin.Kind.INDEX, "https://index.example/demo.whl", "pip 25.3")),
                        entry("built", new Origin(Origin.Kind.BUILT, "sdists", "pip", java.util.Optional.of(digest)))),
                ImmutableSet.of(DistributionName.of("demo")),
                new Completeness(
                        ImmutableList.of(new Completeness.Met("requirements.txt:1", "demo>=1", "demo 1.0")),
                        ImmutableList.of(),
                        ImmutableSortedSet.of()),
                ImmutableList.of("a \"quoted\" warning"));
    }

    private Manifest.Entry entry(String name, Origin origin) {
        return new Manifest.Entry(
                WheelMaker.wheel(name, "1.0").requires("six>=1").local(temp).contents(), origin);
    }

    private void assertMalformed(String reason, String json) throws IOException {
        assertMalformed(reason, wheelhouse(ImmutableMap.of(Manifest.FILE, json)));
    }

    private void assertMalformed(String reason, Path wheelhouse) {
        assertThatThrownBy(() -> reader().open(wheelhouse).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WHEELHOUSE_MALFORMED))
                .satisfies(e -> assertThat(e.where()).isEqualTo(wheelhouse.toString()))
                .satisfies(e -> assertThat(e.what()).contains(reason));
    }

    @Test
    void the_manifest_is_read_as_it_was_written() throws IOException {
        for (TargetRuntime target : ImmutableList.of(
                TargetRuntime.parse("dbr-14.3"),
                TargetRuntime.parse("python3.11-manylinux_2_28_aarch64"),
                TargetRuntime.local("3.11.2", 36, "x86_64"))) {
            Manifest manifest = manifest(target);
            try (OpenWheelhouse open = reader().open(wheelhouse(ImmutableMap.of(Manifest.FILE, manifest.json())))) {
                assertThat(open.manifest().json()).isEqualTo(manifest.json());
                assertThat(open.manifest().digest()).isEqualTo(manifest.digest());
                assertThat(open.manifest().target().name()).isEqualTo(target.name());
            }
        }
    }

    @Test
    void entries_are_named_in_their_order_and_read_whole() throws IOException {
        String json = manifest(TargetRuntime.parse("dbr-14.3")).json();
        Path wheelhouse = wheelhouse(ImmutableMap.of("demo/", "", "demo/__init__.py", "stub é", Manifest.FILE, json));
        try (OpenWheelhouse open = reader().open(wheelhouse);
                InputStream in = open.open("demo/__init__.py")) {
            assertThat(open.entries()).containsExactly("demo/", "demo/__init__.py", Manifest.FILE);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("stub é");
        }
    }

    @Test
    void entries_that_differ_in_case_are_two_as_they_are_to_python() throws IOException {
        String json = manifest(TargetRuntime.parse("dbr-14.3")).json();
        Path wheelhouse = wheelhouse(ImmutableMap.of("Casey.py", "upper", "casey.py", "lower", Manifest.FILE, json));
        try (OpenWheelhouse open = reader().open(wheelhouse);
                InputStream in = open.open("casey.py")) {
            assertThat(open.entries()).contains("Casey.py", "casey.py");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("lower");
        }
    }

    @Test
    void a_file_without_a_manifest_is_no_wheelhouse() throws IOException {
        assertMalformed(Manifest.FILE, wheelhouse(ImmutableMap.of("a.py", "")));
    }

    @Test
    void a_manifest_that_is_not_as_it_must_be_is_refused_with_the_field() throws IOException {
        String json = manifest(TargetRuntime.parse("dbr-14.3")).json();

        assertMalformed("JSON", json.substring(0, json.length() / 2));
        assertMalformed("schema", json.replaceFirst("\"schema\"", "\"scheme\""));
        assertMalformed("schema 2", json.replaceFirst("\"schema\"(\\s*:\\s*)1", "\"schema\"$12"));
        assertMalformed(
                "wheels[0].origin.kind", json.replace("\"built\"", "\"found\"").replace("\"index\"", "\"lost\""));
        assertMalformed("form", json + " ");
    }

    @Test
    void what_is_not_there_is_missing() {
        assertThatThrownBy(() -> reader().open(temp.resolve("none.zip")).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING));
    }
}
