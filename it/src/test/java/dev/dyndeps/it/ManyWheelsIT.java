package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wheelhouse of many well-known wheels, native code, namespaces and odd layouts among them: every import root that works from
 * a folder made by {@code pip install --target} works from the wheelhouse, and the others fail with the same error.
 */
@Tag("registry")
class ManyWheelsIT {
    private static final String REQUIREMENTS = """
            google-cloud-storage
            google-cloud-bigquery
            google-cloud-pubsub
            azure-storage-blob
            azure-identity
            azure-keyvault-secrets
            zope.interface
            zope.event
            opentelemetry-sdk
            opentelemetry-exporter-otlp-proto-http
            jaraco.classes
            jaraco.functools
            ruamel.yaml
            opencv-python-headless
            cffi
            cryptography
            psycopg2-binary
            lxml
            shapely
            h5py
            matplotlib
            pandas
            scikit-learn
            pyarrow
            pyyaml
            sqlalchemy
            fastapi
            setuptools
            six
            """;

    private static final String IMPORT_ALL = """
            import importlib, json, re, sys, warnings
            sys.path.insert(1, sys.argv[1])
            warnings.simplefilter("ignore")
            found = {}
            for root in json.load(open(sys.argv[2])):
                try:
                    importlib.import_module(root)
                    found[root] = ""
                except BaseException as e:
                    found[root] = re.sub(r"/\\S+", "PATH", "%s: %s" % (type(e).__name__, e))
            json.dump(found, open(sys.argv[3], "w"))
            """;

    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();
    private final String python =
            Interpreters.ofThisMachine(processes).local().executable().toString();

    @Test
    void every_root_imports_as_it_does_from_a_folder_that_pip_made() throws IOException {
        Path input = Files.writeString(folder.resolve("requirements.txt"), REQUIREMENTS);
        JsonNode built = Dyndeps.json(
                "build",
                input.toString(),
                "--target",
                "local",
                "-o",
                folder.resolve("out").toString());
        String wheelhouse = built.get("wheelhouse").asText();
        assertThat(built.get("wheels")).hasSizeGreaterThanOrEqualTo(70);
        JsonNode verified = Dyndeps.json("verify", wheelhouse);
        Path roots = Files.writeString(
                folder.resolve("roots.json"), verified.get("roots").toString());
        String unpacked = folder.resolve("unpacked").toString();
        run("-m", "zipfile", "-e", wheelhouse, unpacked);
        String installed = folder.resolve("installed").toString();
        List<Path> wheels;
        try (var files = Files.list(Path.of(unpacked, "wheels"))) {
            wheels = files.sorted().toList();
        }
        run(Stream.concat(
                        Stream.of("-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", installed),
                        wheels.stream().map(Path::toString))
                .toArray(String[]::new));

        Map<String, String> fromWheelhouse = importAll(wheelhouse, roots);
        Map<String, String> fromFolder = importAll(installed, roots);

        assertThat(fromWheelhouse).isEqualTo(fromFolder).hasSizeGreaterThanOrEqualTo(150);
        assertThat(fromWheelhouse.values().stream().filter(String::isEmpty).count())
                .isGreaterThan(fromWheelhouse.size() * 9L / 10);
    }

    private Map<String, String> importAll(String entry, Path roots) throws IOException {
        Path out = Files.createTempFile(folder, "imports", ".json");
        run("-c", IMPORT_ALL, entry, roots.toString(), out.toString());
        Map<String, String> all = new TreeMap<>();
        JsonNode found = new ObjectMapper().readTree(out.toFile());
        found.fieldNames()
                .forEachRemaining(root -> all.put(root, found.get(root).asText()));
        return all;
    }

    private void run(String... arguments) throws IOException {
        Path node = Files.createDirectories(folder.resolve("node"));
        ProcessResult result = processes.run(Command.of(
                        Variables.inherited()
                                .without(name -> name.startsWith("PYTHON"))
                                .with("DYNDEPS_NODE_CACHE", node.toString()),
                        Stream.concat(Stream.of(python), Arrays.stream(arguments))
                                .toArray(String[]::new))
                .within(Duration.ofMinutes(5)));
        assertThat(result.ok()).as(String.join("\n", result.tail())).isTrue();
    }
}
