package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilesOracleTest extends OracleTest {
    private static List<String> recordFields(Texts texts) {
        List<String> fields = new ArrayList<>();
        for (int i = 1 + texts.below(5); i > 0; i--) {
            fields.add(i + texts.damaged("file", "a\",\n\r'é /"));
            fields.add("");
            fields.add(texts.chance(50) ? String.valueOf(texts.below(10_000)) : "");
        }
        return fields;
    }

    private static List<String> fields(WheelRecord record) {
        return record.entries().values().stream()
                .flatMap(entry -> Stream.of(
                        entry.path(),
                        entry.hash().map(WheelRecord.Hash::toString).orElse(""),
                        entry.size().map(String::valueOf).orElse("")))
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void a_record_that_python_writes_reads_as_it_was() {
        Texts texts = new Texts(12);
        Comparison comparison = new Comparison("records written by Python");
        for (int i = 0; i < 1_000; i++) {
            List<String> fields = recordFields(texts);
            Oracle.Answer written = oracle.ask("write_csv", fields.toArray(String[]::new));
            String text = written.values().get(0);
            comparison.add(
                    text, new Oracle.Answer("=", ImmutableList.copyOf(fields)), () -> fields(WheelRecord.parse(text)));
        }
        comparison.verify(1_000, 0);
    }

    @Test
    void a_record_that_we_write_reads_the_same_in_python() {
        Texts texts = new Texts(13);
        Comparison comparison = new Comparison("records written by us");
        for (int i = 0; i < 1_000; i++) {
            List<String> fields = recordFields(texts);
            WheelRecord record = WheelRecord.parse(oracle.ask("write_csv", fields.toArray(String[]::new))
                    .values()
                    .get(0));
            comparison.add(record.toString(), oracle.ask("read_csv", record.toString()), () -> fields(record));
        }
        comparison.verify(1_000, 0);
    }

    private static String metadata(Texts texts) {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\n");
        text.append(texts.one("Name: ", "name:", "NAME:  "))
                .append(texts.name())
                .append(texts.one("\n", " \n"));
        text.append("Version: ").append(texts.version()).append('\n');
        if (texts.chance(50)) {
            text.append("Description: long\n        |\n   text: more\n");
        }
        if (texts.chance(50)) {
            text.append("Requires-Python: ")
                    .append(texts.one(">=3.8", ">=2.7, !=3.0.*", ">= 3"))
                    .append('\n');
        }
        for (int i = texts.below(4); i > 0; i--) {
            text.append(texts.one("Requires-Dist: ", "requires-dist:")).append(texts.name());
            text.append(texts.one("", " (>=1)", "\n  >=1", "; extra == \"x\"", "; os_name\n\t== \"x\""))
                    .append('\n');
        }
        for (int i = texts.below(3); i > 0; i--) {
            text.append("Provides-Extra: ").append(texts.name()).append('\n');
        }
        return text + texts.one("", "\n", "\nRequires-Dist: body\n", "\nText.\n");
    }

    @Test
    void metadata_reads_as_in_python() {
        Texts texts = new Texts(14);
        Comparison comparison = new Comparison("metadata");
        for (int i = 0; i < 2_000; i++) {
            String text = metadata(texts);
            comparison.add(text, oracle.ask("metadata", text), () -> {
                CoreMetadata metadata = CoreMetadata.parse(text);
                return Stream.concat(
                                Stream.of(
                                        metadata.nameAsWritten(),
                                        written(text),
                                        metadata.requiresPython().toString(),
                                        String.join(",", metadata.providesExtra())),
                                metadata.requiresDist().stream()
                                        .map(each -> each.name().value()))
                        .collect(ImmutableList.toImmutableList());
            });
        }
        comparison.verify(2_000, 0);
    }

    /** The library gives the version as it is written; that it is read right is {@link VersionOracleTest}'s to show. */
    private static String written(String metadata) {
        return metadata.lines()
                .filter(line -> line.startsWith("Version: "))
                .map(line -> line.substring("Version: ".length()))
                .collect(Collectors.joining());
    }
}
