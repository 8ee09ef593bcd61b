package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a store is asked for, with what was there before and how it is seen to be done. */
enum Operation {
    PUT {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) {}

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException {
            Path file = local.resolve("new");
            assertThat(store.put(file, Emulated.sha256(file), base.resolve("a/file")))
                    .isEqualTo(Put.SENT);
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) throws IOException {
            assertThat(emulated.onDisk(base.resolve("a/file"))).hasSameBinaryContentAs(local.resolve("new"));
            assertThat(emulated.files(base)).containsExactly("a/file");
        }
    },

    REPLACE {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) throws IOException {
            emulated.write(base.resolve("file"), local.resolve("old"));
        }

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException {
            Path file = local.resolve("new");
            assertThat(store.put(file, Emulated.sha256(file), base.resolve("file")))
                    .isEqualTo(Put.SENT);
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) throws IOException {
            assertThat(emulated.onDisk(base.resolve("file"))).hasSameBinaryContentAs(local.resolve("new"));
            assertThat(emulated.files(base)).containsExactly("file");
        }
    },

    PUT_WHAT_IS_THERE {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) throws IOException {
            emulated.write(base.resolve("file"), local.resolve("new"));
        }

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException {
            Path file = local.resolve("new");
            assertThat(store.put(file, Emulated.sha256(file), base.resolve("file")))
                    .isEqualTo(Put.ALREADY_THERE);
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) throws IOException {
            assertThat(emulated.files(base)).containsExactly("file");
        }
    },

    GET {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) throws IOException {
            emulated.write(base.resolve("file"), local.resolve("new"));
        }

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException {
            Files.createDirectories(local.resolve("got"));
            store.get(base.resolve("file"), local.resolve("got/file"));
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) {
            assertThat(local.resolve("got/file")).hasSameBinaryContentAs(local.resolve("new"));
            assertThat(local.resolve("got")).isDirectoryNotContaining(path -> !path.endsWith("file"));
        }
    },

    LOOK_AND_LIST {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) throws IOException {
            emulated.write(base.resolve("folder/file"), local.resolve("new"));
        }

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException {
            assertThat(store.stat(base.resolve("folder/file")))
                    .map(Stat::size)
                    .contains(Files.size(local.resolve("new")));
            assertThat(store.stat(base.resolve("folder"))).map(Stat::folder).contains(true);
            assertThat(store.list(base)).extracting(Stat::path).containsExactly(base.resolve("folder"));
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) throws IOException {
            assertThat(emulated.files(base)).containsExactly("folder/file");
        }
    },

    DELETE {
        @Override
        void prepare(Emulated emulated, StorePath base, Path local) throws IOException {
            for (String file : new String[] {"run/file", "run/a/file", "run/a/b/file", "other/file"}) {
                emulated.write(base.resolve(file), local.resolve("old"));
            }
        }

        @Override
        void carryOut(WorkspaceStore store, StorePath base, Path local) {
            assertThat(store.delete(base.resolve("run"))).isEqualTo(Deletion.DELETED);
        }

        @Override
        void check(Emulated emulated, StorePath base, Path local) throws IOException {
            assertThat(emulated.files(base)).containsExactly("other/file");
            assertThat(emulated.onDisk(base.resolve("run"))).doesNotExist();
        }
    };

    abstract void prepare(Emulated emulated, StorePath base, Path local) throws IOException;

    abstract void carryOut(WorkspaceStore store, StorePath base, Path local) throws IOException;

    abstract void check(Emulated emulated, StorePath base, Path local) throws IOException;
}
