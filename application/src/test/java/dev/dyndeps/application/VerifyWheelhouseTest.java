package dev.dyndeps.application;

import static dev.dyndeps.application.Refusals.assertRefused;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.dyndeps.adapter.zip.ZipWheelhouseReader;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.application.VerifyWheelhouse.Request;
import dev.dyndeps.application.VerifyWheelhouse.Verified;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.testkit.FakeImportProbe;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change to a wheelhouse is noticed. */
class VerifyWheelhouseTest {
    private static final WheelMaker SIX = wheel("six", "1.16");

    @TempDir
    private Path temp;

    private Bench bench;
    private Built built;
    private final FakeImportProbe imports = new FakeImportProbe();

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(SIX, wheel("demo", "1.0").requires("six"));
        built = bench.requirements("demo").build();
    }

    @AfterEach
    void no_folder_is_left_open() {
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }

    private Verified verify(Path wheelhouse, boolean withImports) {
        return verify(wheelhouse, withImports, Bench.RUNTIME);
    }

    private Verified verify(Path wheelhouse, boolean withImports, RuntimeSource runtime) {
        return new VerifyWheelhouse(new ZipWheelhouseReader(), bench.reader, bench.workspaces, runtime, imports)
                .run(new Request(wheelhouse, withImports), bench.progress);
    }

    /** The entries of the wheelhouse that was built, folders with no bytes, in their order. */
    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(built.wheelhouse().toFile())) {
            for (ZipEntry entry : ImmutableList.copyOf(zip.entries().asIterator())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private Path pack(Map<String, byte[]> entries) {
        ImmutableList.Builder<ZipPlan.Entry> plan = ImmutableList.builder();
        entries.forEach((name, bytes) -> plan.add(
                name.endsWith("/") ? new ZipPlan.Folder(name) : new ZipPlan.Content(name, name, bytes.length, false)));
        Path file = temp.resolve("changed.wheelhouse.zip");
        bench.writer.write(
                new ZipPlan(plan.build()),
                name -> ByteSource.wrap(entries.getOrDefault(name, new byte[0])).openStream(),
                file);
        return file;
    }

    private void assertTampered(String where, Map<String, byte[]> entries) {
        assertRefused(Code.WHEELHOUSE_TAMPERED, where, () -> verify(pack(entries), true));
        assertThat(imports.asked()).isZero();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_wheelhouse_as_it_was_built_is_proved_and_nothing_is_imported_unasked() throws IOException {
        assertThat(verify(built.wheelhouse(), false).manifest().digest())
                .isEqualTo(built.manifest().digest());
        assertThat(verify(pack(entries()), false).imported()).isEmpty();
        assertThat(imports.asked()).isZero();
    }

    @Test
    void each_root_is_imported_if_that_is_asked_for_and_a_failure_is_told() {
        imports.failing("six", "ImportError: no six");

        Verified verified = verify(built.wheelhouse(), true);

        assertThat(verified.imported()).extracting(one -> one.root()).containsExactly("demo", "six");
        assertThat(verified.imported()).extracting(one -> one.error()).containsExactly("", "ImportError: no six");
    }

    @Test
    void every_text_that_is_changed_is_noticed() throws IOException {
        for (String name : entries().keySet()) {
            if (!name.endsWith("/") && !name.endsWith(".whl") && !name.equals(Manifest.FILE)) {
                Map<String, byte[]> entries = entries();
                entries.put(name, utf8("changed"));
                assertTampered(name, entries);
            }
        }
    }

    @Test
    void every_entry_that_is_missing_is_noticed() throws IOException {
        for (String name : entries().keySet()) {
            if (!name.equals(Manifest.FILE)) {
                Map<String, byte[]> entries = entries();
                entries.remove(name);
                assertTampered(name, entries);
            }
        }
    }

    @Test
    void an_entry_more_is_noticed() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("sitecustomize.py", utf8("evil()"));

        assertTampered("sitecustomize.py", entries);
    }

    @Test
    void another_wheel_of_the_same_name_is_noticed() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("wheels/" + SIX.fileName(), SIX.file("six/evil.py", "").bytes());

        assertTampered("wheels/" + SIX.fileName(), entries);
    }

    @Test
    void a_manifest_that_was_changed_is_noticed() throws IOException {
        Map<String, byte[]> entries = entries();
        String changed = built.manifest().json().replace("index.test", "evil.test");
        entries.put(Manifest.FILE, utf8(changed));

        assertRefused(Code.WHEELHOUSE_TAMPERED, "_wheelhouse_", () -> verify(pack(entries), false));
    }

    @Test
    void a_manifest_that_names_a_distribution_twice_is_refused() throws IOException {
        Manifest m = built.manifest();
        ManifestWheel six = Bench.wheel(built, "six");
        Manifest twice = new Manifest(
                m.target(),
                m.runtime(),
                m.input(),
                m.format(),
                ImmutableList.<ManifestWheel>builder()
                        .addAll(m.wheels())
                        .add(six)
                        .build(),
                m.roots(),
                m.requested(),
                m.proof(),
                m.warnings());
        Map<String, byte[]> entries = entries();
        entries.put(Manifest.FILE, utf8(twice.json()));

        assertTampered(Manifest.FILE, entries);
    }

    @Test
    void a_wheelhouse_that_lacks_what_one_of_its_wheels_requires_is_incomplete() throws IOException {
        Manifest m = built.manifest();
        Manifest without = new Manifest(
                m.target(),
                m.runtime(),
                m.input(),
                m.format(),
                ImmutableList.of(Bench.wheel(built, "demo")),
                ImmutableList.of("demo"),
                m.requested(),
                ImmutableList.of(),
                m.warnings());
        Map<String, byte[]> entries = entries();
        entries.put(Manifest.FILE, utf8(without.json()));

        assertRefused(Code.INCOMPLETE, "demo 1.0 → six", () -> verify(pack(entries), false));
    }

    @Test
    void a_wheelhouse_with_the_runtime_of_another_version_cannot_be_proved() {
        RuntimeSource newer = new RuntimeSource(
                ImmutableSortedMap.of("__init__.py", "a newer runtime\n"), "package\n", "module\n", "", "");

        assertRefused(Code.WHEELHOUSE_MALFORMED, Manifest.FILE, () -> verify(built.wheelhouse(), false, newer));
    }

    @Test
    void what_is_no_wheelhouse_is_refused() throws IOException {
        assertRefused(Code.INPUT_MISSING, "none.zip", () -> verify(temp.resolve("none.zip"), false));
        Map<String, byte[]> entries = entries();
        entries.remove(Manifest.FILE);
        assertRefused(Code.WHEELHOUSE_MALFORMED, "changed", () -> verify(pack(entries), false));
    }
}
