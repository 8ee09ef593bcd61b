package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.port.DependencyArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal of the container, with archives written byte by byte, and its nearest neighbour that is accepted. */
class RefusalsTest {
    @TempDir
    Path temp;

    private DependencyArchive open(byte[] bytes) throws IOException {
        return new ZipArchives().open(Files.write(temp.resolve("in.zip"), bytes), ArchiveLimits.DEFAULT);
    }

    private void readAll(byte[] bytes) throws IOException {
        try (DependencyArchive archive = open(bytes)) {
            archive.extract(ArchivePath.ROOT, temp.resolve("out"));
        }
    }

    private void assertAccepted(ZipBytes zip) {
        assertThatCode(() -> readAll(zip.bytes())).doesNotThrowAnyException();
    }

    private void assertRefused(Code code, String entry, ZipBytes zip) {
        assertRefused(code, entry, zip.bytes());
    }

    private void assertRefused(Code code, String entry, byte[] bytes) {
        assertThatThrownBy(() -> readAll(bytes))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .satisfies(e -> assertThat(e.where()).contains(entry))
                .satisfies(e -> assertThat(e.next()).isNotBlank());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ZipBytes one() {
        return new ZipBytes().add("a.py", "x = 1\n");
    }

    private static ZipBytes with(ZipEntryBytes entry) {
        return one().add(entry);
    }

    private static ZipEntryBytes file(String name) {
        return ZipBytes.entry(name).content(ascii("content of it"));
    }

    @Test
    void a_comment_is_accepted_and_bytes_around_the_archive_are_malformed() {
        assertAccepted(one().comment(ascii("a comment")));
        assertRefused(Code.ZIP_MALFORMED, "a.py", one().before("#!"));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().after(ascii("x")));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().afterDirectory("x"));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().beforeDirectory("x"));
        assertRefused(
                Code.ZIP_MALFORMED,
                "b.py",
                new ZipBytes().add(file("a.py").trailing("x")).add("b.py", ""));
    }

    @Test
    void two_archives_in_one_file_are_malformed() {
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().after(one().bytes()));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().comment(new ZipBytes().bytes()));
    }

    @Test
    void every_cut_of_an_archive_is_malformed() {
        byte[] whole = one().bytes();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Code.ZIP_MALFORMED, "", Arrays.copyOf(whole, length));
        }
    }

    @Test
    void a_part_of_several_is_malformed() {
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().end(b -> b.putShort(4, (short) 1)));
        assertRefused(
                Code.ZIP_MALFORMED, "a.py", new ZipBytes().add(file("a.py").central(b -> b.putShort(34, (short) 1))));
    }

    @Test
    void a_directory_that_does_not_fit_its_end_is_malformed() {
        assertRefused(
                Code.ZIP_MALFORMED,
                "in.zip",
                one().end(b -> b.putShort(8, (short) 2).putShort(10, (short) 2)));
        assertRefused(
                Code.ZIP_MALFORMED,
                "in.zip",
                one().end(b -> b.putShort(8, (short) 0).putShort(10, (short) 0)));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().end(b -> b.putInt(16, b.getInt(16) + 1)));
    }

    @Test
    void zip64_is_accepted_and_must_agree() {
        assertAccepted(one().zip64());
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().zip64().end(b -> b.putShort(8, (short) 2)));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().zip64().zip64End(b -> b.putLong(4, 45)));
        assertRefused(Code.ZIP_MALFORMED, "in.zip", one().zip64().locator(b -> b.putInt(16, 2)));
    }

    @Test
    void data_descriptors_of_each_length_are_accepted_and_must_agree() {
        for (int length : new int[] {12, 16, 20, 24}) {
            assertAccepted(with(file("d").deflated().descriptor(length)));
            assertRefused(
                    Code.ZIP_HEADER_MISMATCH,
                    "d",
                    with(file("d").deflated().descriptor(length).descriptor(b -> b.put(b.capacity() - 8, (byte) 99))));
        }
        assertRefused(Code.ZIP_MALFORMED, "d", with(file("d").flags(1 << 3 | 1 << 11)));
    }

    @Test
    void a_local_header_that_differs_is_refused() {
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").local(b -> b.putInt(14, 1))));
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").local(b -> b.putInt(18, 1))));
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").local(b -> b.putInt(22, 1))));
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").local(b -> b.putShort(8, (short) 8))));
        byte[] renamed = with(file("other")).bytes();
        renamed[30 + 4 + 6 + 30] = 'O';
        assertRefused(Code.ZIP_HEADER_MISMATCH, "other", renamed);
    }

    @Test
    void a_unicode_path_field_with_another_name_is_refused() {
        byte[] same = {0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 'b'};
        byte[] other = {0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 'c'};
        assertAccepted(with(file("b").extra(same)));
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").extra(other)));
    }

    @Test
    void content_that_contradicts_its_headers_is_refused() {
        byte[] packed = {1, 1, 0, (byte) 0xfe, (byte) 0xff, 'x'};
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").packed(8, packed)));
        assertRefused(Code.ZIP_HEADER_MISMATCH, "b", with(file("b").packed(8, new byte[] {7, 7, 7})));
        assertRefused(
                Code.ZIP_HEADER_MISMATCH,
                "b",
                with(file("b").local(b -> b.putInt(14, 1)).central(b -> b.putInt(16, 1))));
        assertRefused(
                Code.ZIP_HEADER_MISMATCH,
                "b",
                with(file("b").deflated().local(b -> b.putInt(22, 5)).central(b -> b.putInt(24, 5))));
    }

    @Test
    void the_same_name_twice_is_refused() {
        assertRefused(Code.ZIP_DUPLICATE_ENTRY, "a.py", with(file("a.py")));
        assertRefused(Code.ZIP_DUPLICATE_ENTRY, "d", with(ZipBytes.entry("d/")).add(ZipBytes.entry("d/")));
    }

    @Test
    void names_that_meet_on_other_systems_are_refused() {
        assertAccepted(with(ZipBytes.entry("d/")).add("d/b.py", ""));
        assertRefused(Code.ZIP_CASE_COLLISION, "A.py", with(file("A.py")));
        assertRefused(Code.ZIP_CASE_COLLISION, "a.py", with(file("a.py/b")));
        assertRefused(Code.ZIP_CASE_COLLISION, "a.py", with(ZipBytes.entry("a.py/")));
    }

    @Test
    void paths_that_lead_out_or_are_not_portable_are_refused() {
        String longest = "x".repeat(255);
        assertAccepted(with(file(longest)).add("d/".repeat(31) + "f", ""));
        for (String bad : new String[] {
            "../b", "b/../c", "/b", "C:b", "b//c", "./b", "b\u0000c", "b\u007f", longest + "x", "d/".repeat(32) + "f"
        }) {
            assertRefused(Code.ZIP_BAD_PATH, "", with(file(bad)));
        }
    }

    @Test
    void backslashes_are_read_only_where_no_name_has_a_slash() {
        assertAccepted(with(file("pkg\\b.py")));
        assertRefused(Code.ZIP_BACKSLASH, "b.py", with(file("pkg\\b.py")).add("d/c.py", ""));
        assertRefused(Code.ZIP_BAD_PATH, "", with(file("..\\b.py")));
    }

    @Test
    void links_devices_and_pipes_are_refused() {
        assertAccepted(with(file("b").mode(0100755)));
        assertAccepted(with(file("b").mode(0)));
        for (int mode : new int[] {0120777, 0020644, 0060644, 0010644, 0140644}) {
            assertRefused(Code.ZIP_SYMLINK, "b", with(file("b").mode(mode)));
        }
    }

    @Test
    void encrypted_entries_and_other_methods_are_refused() {
        assertRefused(Code.ZIP_ENCRYPTED, "b", with(file("b").flags(1)));
        assertRefused(Code.ZIP_ENCRYPTED, "b", with(file("b").packed(99, ascii("x"))));
        for (int method : new int[] {1, 9, 12, 14, 93}) {
            assertRefused(Code.ZIP_METHOD, "b", with(file("b").packed(method, ascii("x"))));
        }
    }

    @Test
    void names_in_no_known_encoding_are_refused() {
        byte[] latin = {'b', (byte) 0xe9};
        assertAccepted(with(file("été").flags(0)));
        assertRefused(Code.ZIP_NAME_ENCODING, "b\\xe9", with(new ZipEntryBytes(latin)));
        assertRefused(Code.ZIP_NAME_ENCODING, "b\\xe9", with(new ZipEntryBytes(latin).flags(0)));
    }

    @Test
    void bombs_are_refused_before_anything_is_unpacked() {
        byte[] zeros = new byte[64 << 20];
        byte[] more = new byte[(64 << 20) + 1];
        assertAccepted(new ZipBytes().add(ZipBytes.entry("zeros").content(zeros).deflated()));
        assertRefused(
                Code.ZIP_BOMB, "more", with(ZipBytes.entry("more").content(more).deflated()));
    }

    @Test
    void entries_that_share_their_bytes_are_refused() {
        assertRefused(
                Code.ZIP_BOMB,
                "twin",
                new ZipBytes().add(file("a.py")).add(file("twin").withoutLocal().central(b -> b.putInt(42, 0))));
    }

    @Test
    void whatever_the_bytes_are_there_is_a_listing_or_a_refusal() throws IOException {
        byte[] valid = new ZipBytes()
                .add(file("pkg/a.py").deflated())
                .add(file("b.py").deflated().descriptor(16))
                .add(ZipBytes.entry("d/"))
                .zip64()
                .comment(ascii("comment"))
                .bytes();
        Random random = new Random(20_260_101);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid.clone();
            for (int flips = random.nextInt(4); flips >= 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (DependencyArchive archive = open(bytes)) {
                for (var entry : archive.listing().files()) {
                    try (InputStream in = archive.open(entry.path())) {
                        assertThat(in.readAllBytes()).hasSize((int) entry.size());
                    }
                }
            } catch (UserError refused) {
                assertThat(refused.code().name()).matches("ZIP_.*|NESTED_ARCHIVE|EGG_UNSUPPORTED");
            }
        }
    }
}
