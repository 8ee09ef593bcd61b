package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A name is the name: nothing in it is decoded once more, on no way through the service's two APIs. */
class NamesTest extends StoreTest {
    static Stream<Arguments> names() {
        return bases().stream()
                .flatMap(base -> Stream.of(
                                "my-deps+gpu_1.0~a!.zip",
                                "a b",
                                "a%20b",
                                "a%2520b",
                                "a%2Fb",
                                "50%",
                                "a+b",
                                "a#b",
                                "a?overwrite=false",
                                "a&b=c;d",
                                "a:b@c",
                                "'a\"b`",
                                "[a]{b}|c\\d^e",
                                "größe-日本-𝄞")
                        .map(name -> Arguments.of(base, name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_and_a_folder_of_any_name_are_put_seen_got_and_deleted(StorePath base, String name) throws IOException {
        Path file = file("file", 1000, 1);
        StorePath place = base.resolve(name + "/" + name);

        assertThat(put(file, place)).isEqualTo(Put.SENT);
        assertThat(emulated.files(base)).containsExactly(name + "/" + name);
        assertThat(put(file, place)).isEqualTo(Put.ALREADY_THERE);

        assertThat(emulated.store.stat(place)).map(Stat::size).contains(1000L);
        assertThat(emulated.store.list(base)).extracting(Stat::path).containsExactly(base.resolve(name));
        assertThat(emulated.store.list(base.resolve(name)))
                .extracting(Stat::path)
                .containsExactly(place);
        emulated.store.get(place, local.resolve("got"));
        assertThat(local.resolve("got")).hasSameBinaryContentAs(file);

        assertThat(emulated.store.delete(base.resolve(name))).isEqualTo(Deletion.DELETED);
        assertThat(emulated.files(base)).isEmpty();
        assertThat(emulated.store.stat(base.resolve(name))).isEmpty();
    }
}
