package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wheelhouse is what its manifest says, or it is refused: by verify, and by the import itself. */
class VerifyIT {
    private static final long SEED = 20_261_124;

    @TempDir
    Path folder;

    private Path wheelhouse = Path.of("");

    @BeforeEach
    void build() {
        Path input = folder.resolve("input");
        WheelMaker.wheel("alpha", "1.0").requires("beta>=1").writeTo(input);
        WheelMaker.wheel("beta", "1.5").file("beta/data.txt", "x".repeat(2000)).writeTo(input);
        JsonNode built = Dyndeps.json(
                "build",
                input.toString(),
                "--target",
                "local",
                "-o",
                folder.resolve("out").toString());
        wheelhouse = Path.of(built.get("wheelhouse").asText());
    }

    @Test
    void a_fresh_wheelhouse_passes_and_every_root_is_imported() {
        JsonNode verified = Dyndeps.json("verify", wheelhouse.toString(), "--import");

        assertThat(verified.get("imported"))
                .extracting(root -> root.get("root").asText())
                .containsExactly("alpha", "beta");
        assertThat(verified.get("imported")).allSatisfy(root -> {
            assertThat(root.get("error").asText()).isEmpty();
            assertThat(root.get("file").asText()).contains("/trees/");
        });
    }

    /** Of wheels, stubs, names and headers 150 by a fixed seed; of the directory and the end, which no content fills, all. */
    @Test
    void a_flipped_byte_anywhere_is_found() throws IOException {
        byte[] whole = Files.readAllBytes(wheelhouse);
        int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        int[] places = IntStream.concat(
                        new Random(SEED).ints(150, 0, directory), IntStream.range(directory, whole.length))
                .toArray();
        for (int at : places) {
            Path flipped = folder.resolve("flipped.wheelhouse.zip");
            Files.write(flipped, flip(whole, at));

            Dyndeps.Result result = Dyndeps.run("verify", flipped.toString(), "--json");

            assertThat(result.status())
                    .as("byte %s of %s: %s", at, whole.length, result.everything())
                    .isEqualTo(2);
            assertThat(result.json().get("code").asText())
                    .as("byte %s of %s: %s", at, whole.length, result.everything())
                    .matches("WHEELHOUSE_.*|ZIP_.*|WHEEL_.*");
        }
    }

    @Test
    void a_changed_wheel_is_refused_at_import_with_its_name() throws IOException {
        byte[] whole = Files.readAllBytes(wheelhouse);
        String name = "wheels/beta-1.5-py3-none-any.whl";
        int wheel = new String(whole, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
        Path flipped = folder.resolve("flipped.wheelhouse.zip");
        Files.write(flipped, flip(whole, wheel + 100));
        ProcessRunner processes = new ProcessRunner();

        ProcessResult imported = processes.run(Command.of(
                Variables.NONE
                        .with("PYTHONPATH", flipped.toString())
                        .with(
                                "TMPDIR",
                                Files.createDirectory(folder.resolve("tmp")).toString())
                        .with(
                                "DYNDEPS_NODE_CACHE",
                                Files.createDirectory(folder.resolve("node")).toString()),
                Interpreters.ofThisMachine(processes).local().executable().toString(),
                "-c",
                "import alpha; print(alpha.__file__)"));

        assertThat(imported.exitCode()).as(String.join("\n", imported.tail())).isNotZero();
        assertThat(String.join("\n", imported.tail())).contains("beta-1.5-py3-none-any.whl");
    }

    private static byte[] flip(byte[] whole, int at) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 0x20;
        return flipped;
    }
}
