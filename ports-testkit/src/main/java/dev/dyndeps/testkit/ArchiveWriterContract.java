package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.domain.wheelhouse.ZipPlan.Content;
import dev.dyndeps.domain.wheelhouse.ZipPlan.Folder;
import dev.dyndeps.domain.wheelhouse.ZipPlan.Text;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.ArchiveWriter.Sources;
import dev.dyndeps.port.ArchiveWriter.Written;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ArchiveWriter} does. */
public abstract class ArchiveWriterContract {
    private static final Sources NO_SOURCES = key -> {
        throw new IOException("no such source");
    };
    private static final Sources KEY_IS_CONTENT = key -> new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8));
    private static final ZipPlan PLAN =
            plan(new Folder("b/"), new Text("b/été.txt", "summer\n"), new Content("a.whl", "bytes", 5, false));

    @TempDir
    protected Path temp;

    /** The adapter as it is used. */
    protected abstract ArchiveWriter writer();

    private static ZipPlan plan(ZipPlan.Entry... entries) {
        return new ZipPlan(ImmutableList.copyOf(entries));
    }

    private ImmutableList<Path> left() throws IOException {
        return MoreFiles.listFiles(temp);
    }

    private static ImmutableList<ZipEntry> entries(ZipFile zip) {
        ImmutableList.Builder<ZipEntry> entries = ImmutableList.builder();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            entries.add(all.nextElement());
        }
        return entries.build();
    }

    @Test
    void entries_are_written_in_the_order_of_the_plan_with_their_content() throws IOException {
        Path out = temp.resolve("out.zip");
        writer().write(PLAN, KEY_IS_CONTENT, out);

        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(entries(zip)).extracting(ZipEntry::getName).containsExactly("b/", "b/été.txt", "a.whl");
            assertThat(zip.getInputStream(zip.getEntry("b/été.txt"))).hasContent("summer\n");
            assertThat(zip.getInputStream(zip.getEntry("a.whl"))).hasContent("bytes");
        }
    }

    @Test
    void a_content_stands_where_the_plan_says() throws IOException {
        Path out = temp.resolve("out.zip");
        ZipPlan two = plan(
                new Folder("b/"),
                new Content("été.whl", "first", 5, true),
                new Text("b/été.txt", "été\n"),
                new Content("a.whl", "second", 6, false));
        writer().write(two, KEY_IS_CONTENT, out);

        byte[] bytes = Files.readAllBytes(out);
        assertThat(two.contents())
                .extracting(stored -> new String(
                        bytes, (int) stored.offset(), (int) stored.content().size(), StandardCharsets.UTF_8))
                .containsExactly("first", "second");
    }

    @Test
    void all_is_stored_and_nothing_is_in_extra_fields_or_comments() throws IOException {
        Path out = temp.resolve("out.zip");
        writer().write(PLAN, KEY_IS_CONTENT, out);

        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(entries(zip)).allSatisfy(entry -> {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                assertThat(entry.getExtra()).isNull();
                assertThat(entry.getComment()).isNull();
                assertThat(entry.getTimeLocal().toString()).isEqualTo("1980-01-01T00:00");
            });
        }
    }

    @Test
    void the_result_tells_size_and_digest_of_the_file() throws IOException {
        Path out = temp.resolve("out.zip");

        Written written = writer().write(PLAN, KEY_IS_CONTENT, out);

        assertThat(written)
                .isEqualTo(new Written(
                        out, Files.size(out), MoreFiles.asByteSource(out).hash(Hashing.sha256())));
    }

    @Test
    void an_empty_plan_is_an_empty_zip() throws IOException {
        Path out = temp.resolve("empty.zip");

        assertThat(writer().write(plan(), NO_SOURCES, out).size()).isEqualTo(22);
        assertThat(Files.size(out)).isEqualTo(22);
    }

    @Test
    void the_same_plan_gives_the_same_bytes_in_every_time_zone() throws IOException {
        Path one = temp.resolve("one.zip");
        Path other = temp.resolve("other.zip");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            writer().write(PLAN, KEY_IS_CONTENT, one);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            writer().write(PLAN, KEY_IS_CONTENT, other);
        } finally {
            TimeZone.setDefault(before);
        }

        assertThat(one).hasSameBinaryContentAs(other);
    }

    @Test
    void what_was_there_is_replaced() throws IOException {
        Path out = Files.writeString(temp.resolve("out.zip"), "old");

        writer().write(plan(new Text("new", "")), NO_SOURCES, out);

        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(entries(zip)).hasSize(1);
        }
        assertThat(left()).containsExactly(out);
    }

    @Test
    void a_source_that_cannot_be_read_leaves_what_was_there_and_nothing_else() throws IOException {
        Path out = Files.writeString(temp.resolve("out.zip"), "old");

        assertThatThrownBy(() -> writer().write(PLAN, NO_SOURCES, out))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING))
                .satisfies(e -> assertThat(e.where()).isEqualTo("bytes"));
        assertThat(out).hasContent("old");
        assertThat(left()).containsExactly(out);
    }

    @Test
    void a_file_is_copied_whatever_its_size_and_whether_or_not_its_crc_is_known() throws IOException {
        byte[] large = random(9_000_001);
        byte[] small = random(1);
        Sources files = files(Map.of("large", large, "small", small, "none", new byte[0]));
        Path out = temp.resolve("out.zip");

        Written written = writer().write(
                        plan(
                                new Content("1", "large", large.length, false, crc(large)),
                                new Content("2", "none", 0, false, crc(new byte[0])),
                                new Text("3", "text"),
                                new Content("4", "large", large.length, false),
                                new Content("5", "small", 1, false, crc(small)),
                                new Content("6", "small", 1, false)),
                        files,
                        out);

        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("1"))).hasBinaryContent(large);
            assertThat(zip.getInputStream(zip.getEntry("2"))).isEmpty();
            assertThat(zip.getInputStream(zip.getEntry("3"))).hasContent("text");
            assertThat(zip.getInputStream(zip.getEntry("4"))).hasBinaryContent(large);
            assertThat(zip.getInputStream(zip.getEntry("5"))).hasBinaryContent(small);
            assertThat(zip.getInputStream(zip.getEntry("6"))).hasBinaryContent(small);
        }
        assertThat(written.sha256()).isEqualTo(MoreFiles.asByteSource(out).hash(Hashing.sha256()));
    }

    @Test
    void a_source_of_another_size_than_planned_is_refused() throws IOException {
        OptionalLong crc = crc(bytes("bytes"));
        for (Sources sources : List.of(KEY_IS_CONTENT, files(Map.of("bytes", bytes("bytes"))))) {
            for (long size : new long[] {0, 4, 6}) {
                assertChanged(new Content("a.whl", "bytes", size, false), sources);
                assertChanged(new Content("a.whl", "bytes", size, false, crc), sources);
            }
        }
    }

    @Test
    void a_source_of_another_crc_than_planned_is_refused() throws IOException {
        OptionalLong crc = crc(bytes("other"));
        for (Sources sources : List.of(KEY_IS_CONTENT, files(Map.of("bytes", bytes("bytes"))))) {
            assertChanged(new Content("a.whl", "bytes", 5, false, crc), sources);
        }
    }

    /** Between two others, so that it is this one that is noticed. */
    private void assertChanged(Content content, Sources sources) throws IOException {
        Content fine = new Content("fine", "bytes", 5, false, crc(bytes("bytes")));
        Path out = temp.resolve("out.zip");

        assertThatThrownBy(() -> writer().write(plan(fine, content, new Text("text", "text"), fine), sources, out))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_CHANGED))
                .satisfies(e -> assertThat(e.where()).isEqualTo("bytes"));
        assertThat(out).doesNotExist();
        assertThat(left()).noneMatch(file -> file.toString().endsWith(".part"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static OptionalLong crc(byte[] bytes) {
        return OptionalLong.of(Hashing.crc32().hashBytes(bytes).padToLong());
    }

    private Sources files(Map<String, byte[]> contents) throws IOException {
        Path folder = Files.createTempDirectory(temp, "sources");
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Files.write(folder.resolve(content.getKey()), content.getValue());
        }
        return key -> new FileInputStream(folder.resolve(key).toFile());
    }

    @Test
    void missing_folders_are_made() {
        Path out = temp.resolve("missing/too/out.zip");

        writer().write(PLAN, KEY_IS_CONTENT, out);

        assertThat(out).isNotEmptyFile();
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_named() throws IOException {
        Files.writeString(temp.resolve("file"), "");
        Path out = temp.resolve("file/out.zip");

        assertThatThrownBy(() -> writer().write(PLAN, KEY_IS_CONTENT, out))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).isEqualTo(out.toString()));
    }

    @Test
    void as_many_entries_as_python_can_import_from_are_written_and_one_more_is_refused() {
        ImmutableList.Builder<ZipPlan.Entry> most = ImmutableList.builder();
        for (int i = 0; i < 65_534; i++) {
            most.add(new Text("f" + i, ""));
        }
        ZipPlan fits = new ZipPlan(most.build());
        ZipPlan over = new ZipPlan(most.add(new Text("more", "")).build());

        assertThat(writer().write(fits, NO_SOURCES, temp.resolve("fits.zip")).size())
                .isPositive();
        assertThatThrownBy(() -> writer().write(over, NO_SOURCES, temp.resolve("over.zip")))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WHEELHOUSE_TOO_LARGE));
    }

    @Test
    void more_bytes_than_python_can_import_from_are_refused_before_any_is_written() throws IOException {
        ZipPlan large = plan(new Content("large", "large", 0xffffffffL, false));

        assertThatThrownBy(() -> writer().write(large, NO_SOURCES, temp.resolve("large.zip")))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WHEELHOUSE_TOO_LARGE));
        assertThat(left()).isEmpty();
    }
}
