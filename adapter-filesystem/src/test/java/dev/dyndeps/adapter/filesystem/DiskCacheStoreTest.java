package dev.dyndeps.adapter.filesystem;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.port.CacheStore.Removal;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.Workspaces.Workspace;
import dev.dyndeps.testkit.CacheStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheStoreTest extends CacheStoreContract {
    @TempDir
    Path disk;

    @TempDir
    Path elsewhere;

    private CacheRoot root() {
        return CacheRoot.resolve(
                Map.of(CacheRoot.VARIABLE, disk.resolve("small/cache").toString()));
    }

    @Override
    protected CacheStore store() {
        return new DiskCacheStore(root());
    }

    private Path below(Kind kind) {
        return root().folder().resolve(kind.id());
    }

    @Override
    protected void put(Kind kind, String name, int bytes) throws IOException {
        String digits = Hashing.sha256().hashUnencodedChars(name).toString();
        switch (kind) {
            case WHEELS -> TestFiles.write(place(name), bytes, 1);
            case WHEELHOUSES, BUILDS ->
                TestFiles.write(below(kind).resolve(digits.substring(0, 2)).resolve(digits), bytes, 1);
            case ENVIRONMENTS, PROGRAMS ->
                TestFiles.write(below(kind).resolve(name).resolve("bin/x"), bytes, 1);
            case LOGS, CLASSES -> TestFiles.write(below(kind).resolve(name), bytes, 1);
            case LEFTOVERS ->
                TestFiles.write(root().temp().resolve("w-1-dead-1").resolve(name), bytes, 1);
        }
    }

    private Path place(String name) {
        String digits = Hashing.sha256().hashUnencodedChars(name).toString();
        return below(Kind.WHEELS)
                .resolve(digits.substring(0, 2))
                .resolve(digits)
                .resolve(name);
    }

    @Override
    protected void use(String name) throws IOException {
        Files.createLink(elsewhere.resolve(name), place(name));
    }

    private DiskWheelCache wheels() {
        return new DiskWheelCache(root().wheels(), new TempWorkspaces(root().temp()), WholeReader.NEVER);
    }

    @Test
    void a_wheel_is_named_by_its_file_and_old_as_its_last_use() throws IOException {
        LocalWheel demo = wheel("demo", "1.0").local(elsewhere);
        wheels().keep(demo.file(), demo.contents());
        Files.delete(demo.file());
        CacheEntry kept = store().entries().get(0);
        Path facts;
        try (Stream<Path> files = Files.walk(root().wheels())) {
            facts = files.filter(file -> file.toString().endsWith(".facts"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.setLastModifiedTime(facts, FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(Folders.of(facts), FileTime.fromMillis(1_000));
        assertThat(store().entries().get(0).lastUsedMillis()).isEqualTo(1_000);

        Path mine = elsewhere.resolve("mine");
        wheels().find(demo.sha256(), kept.name(), mine);

        assertThat(kept.name()).isEqualTo("demo-1.0-py3-none-any.whl");
        assertThat(store().entries().get(0).lastUsedMillis()).isGreaterThan(1_000);
        assertThat(store().entries().get(0).inUse()).isTrue();
        Folders.delete(mine);
        assertThat(store().entries().get(0).inUse()).isFalse();
    }

    @Test
    void who_uses_a_wheel_still_has_it_when_all_was_removed_by_force() throws IOException {
        LocalWheel demo = wheel("demo", "1.0").local(elsewhere);
        wheels().keep(demo.file(), demo.contents());
        Path mine = wheels().find(demo.sha256(), "demo-1.0-py3-none-any.whl", elsewhere.resolve("mine"))
                .orElseThrow()
                .file();

        Folders.delete(root().wheels());

        assertThat(mine).hasBinaryContent(wheel("demo", "1.0").bytes());
    }

    @Test
    void environments_and_programs_are_in_use_while_another_process_works_here() throws Exception {
        put(Kind.ENVIRONMENTS, "pip", 10);
        CacheEntry idle = store().entries().get(0);
        try (ChildJvm child = ChildJvm.start(OpensAWorkspace.class, root().temp())) {
            child.line();

            assertThat(store().entries()).allMatch(CacheEntry::inUse).hasSize(1);
            assertThat(store().remove(idle)).isEqualTo(Removal.IN_USE);
        }
    }

    @Test
    void what_a_killed_process_left_is_a_leftover_and_what_a_living_one_has_is_not() throws Exception {
        try (ChildJvm child = ChildJvm.start(OpensAWorkspace.class, root().temp())) {
            child.line();
            assertThat(store().entries()).isEmpty();
            child.killAfter(0);
        }

        assertThat(store().entries()).extracting(CacheEntry::kind).containsExactly(Kind.LEFTOVERS);
        assertThat(store().remove(store().entries().get(0))).isEqualTo(Removal.REMOVED);
        assertThat(root().temp()).isEmptyDirectory();
    }

    @Test
    void runs_and_unknown_folders_are_no_part_of_the_cache() throws IOException {
        TestFiles.write(root().folder().resolve("base/runs/x/file"), 10, 1);
        TestFiles.write(root().folder().resolve("mine/file"), 10, 1);

        assertThat(store().entries()).isEmpty();
    }

    @Test
    void what_cannot_be_removed_is_told() throws Exception {
        try (SmallDisk readOnly = SmallDisk.mount(Files.createDirectories(disk.resolve("small")))) {
            put(Kind.LOGS, "log", 10);
            CacheStore store = store();
            CacheEntry entry = store.entries().get(0);
            readOnly.makeReadOnly();

            assertThat(store.remove(entry)).isEqualTo(Removal.FAILED);
        }
    }

    /** Works in a workspace until it is killed. */
    static final class OpensAWorkspace {
        private OpensAWorkspace() {}

        public static void main(String[] args) throws Exception {
            try (Workspace workspace = new TempWorkspaces(Path.of(args[0])).open()) {
                System.out.println(workspace.folder());
                Thread.currentThread().join();
            }
        }
    }
}
