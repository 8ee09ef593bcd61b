package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.testkit.WheelMaker;
import dev.dyndeps.testkit.WheelReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ZipWheelReaderTest extends WheelReaderContract {
    private static final String INFO = "demo-1.0.dist-info/";
    private static final Digests DIGESTS = new Digests(HashCode.fromString("ab".repeat(32)), 0xFFFF_FFFFL);
    private static final String MODULE = "demo.py,sha256=" + digest("x = 1\n") + ",6\n";

    @Override
    protected WheelReader reader() {
        return new ZipWheelReader();
    }

    @Override
    protected Path wheel(WheelMaker wheel) {
        return wheel.writeTo(temp);
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hashing.sha256()
                        .hashString(text, StandardCharsets.UTF_8)
                        .asBytes());
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("demo.py", "x = 1\n");
        files.put(INFO + "WHEEL", "Wheel-Version: 1.0\n");
        files.put(INFO + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n");
        return files;
    }

    private Path wheel(Map<String, String> files, String moduleLine) throws IOException {
        StringBuilder record = new StringBuilder(moduleLine);
        ZipBytes zip = new ZipBytes();
        files.forEach((path, text) -> {
            zip.add(path, text);
            if (path.startsWith(INFO) && !path.endsWith(".jws")) {
                record.append(path + ",sha256=" + digest(text) + "," + text.length() + "\n");
            }
        });
        zip.add(INFO + "RECORD", record + INFO + "RECORD,,\n");
        return Files.write(temp.resolve("demo-1.0-py3-none-any.whl"), zip.bytes());
    }

    private void assertRefused(Code code, String where, Map<String, String> files, String moduleLine)
            throws IOException {
        Path wheel = wheel(files, moduleLine);
        assertRefused(code, where, () -> reader().read(wheel));
        assertRefused(code, where, () -> reader().read(wheel, DIGESTS));
    }

    private static void assertRefused(Code code, String where, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.where()).contains("demo-1.0-py3-none-any.whl", where));
    }

    @Test
    void a_wheel_as_its_record_says_is_accepted() throws IOException {
        Map<String, String> files = files();
        files.put(INFO + "RECORD.jws", "signature");

        assertThat(reader().read(wheel(files, MODULE)).files()).hasSize(5);
        assertThat(reader().read(wheel(files(), MODULE.replace(",6\n", ",\n"))).files())
                .hasSize(4);
    }

    @Test
    void a_file_of_another_content_is_refused() throws IOException {
        Map<String, String> files = files();
        files.put("demo.py", "x = 2\n");
        Path wheel = wheel(files, MODULE);

        assertRefused(Code.WHEEL_RECORD, "demo.py", () -> reader().read(wheel));
    }

    @Test
    void contents_are_not_compared_where_somebody_vouches_for_the_whole_file() throws IOException {
        Map<String, String> files = files();
        files.put("demo.py", "x = 2\n");

        WheelContents contents = reader().read(wheel(files, MODULE), DIGESTS);

        assertThat(contents.sha256()).isEqualTo(DIGESTS.sha256());
        assertThat(contents.crc32()).isEqualTo(DIGESTS.crc32());
    }

    @Test
    void a_file_of_another_size_is_refused() throws IOException {
        assertRefused(Code.WHEEL_RECORD, "demo.py", files(), MODULE.replace(",6\n", ",7\n"));
    }

    @Test
    void a_file_that_record_does_not_list_is_refused() throws IOException {
        Map<String, String> files = files();
        files.put("more.pth", "import evil\n");

        assertRefused(Code.WHEEL_RECORD, "more.pth", files, MODULE);
    }

    @Test
    void a_file_that_only_record_has_is_refused() throws IOException {
        assertRefused(Code.WHEEL_RECORD, "gone.py", files(), MODULE + MODULE.replace("demo", "gone"));
    }

    @Test
    void a_line_twice_with_another_hash_is_refused() throws IOException {
        assertRefused(Code.WHEEL_RECORD, "RECORD", files(), MODULE + "demo.py,sha256=" + digest("y") + ",6\n");
    }

    @Test
    void a_file_without_a_strong_hash_is_refused() throws IOException {
        assertRefused(Code.WHEEL_RECORD, "demo.py", files(), "demo.py,,6\n");
        assertRefused(Code.WHEEL_RECORD, "demo.py", files(), "demo.py,md5=AAAAAAAAAAAAAAAAAAAAAA,6\n");
    }

    @Test
    void a_path_in_record_that_leads_out_is_refused() throws IOException {
        assertRefused(Code.WHEEL_RECORD, "../demo.py", files(), MODULE + MODULE.replace("demo.py", "../demo.py"));
    }

    @Test
    void a_wheel_without_the_files_it_must_have_is_refused() throws IOException {
        for (String file : new String[] {"WHEEL", "METADATA"}) {
            Map<String, String> files = files();
            files.remove(INFO + file);

            assertRefused(Code.WHEEL_MALFORMED, "", files, MODULE);
        }
    }

    @Test
    void a_wheel_of_a_version_to_come_is_refused() throws IOException {
        Map<String, String> files = files();
        files.put(INFO + "WHEEL", "Wheel-Version: 2.0\n");

        assertRefused(Code.WHEEL_MALFORMED, "WHEEL", files, MODULE);
    }

    @Test
    void metadata_of_another_version_is_refused() throws IOException {
        Map<String, String> files = files();
        files.put(INFO + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.1\n");

        assertRefused(Code.WHEEL_MALFORMED, "METADATA", files, MODULE);
    }

    @Test
    void a_dist_info_folder_of_another_distribution_is_refused() throws IOException {
        Path wheel = wheel(files(), MODULE);
        Path renamed = Files.move(wheel, temp.resolve("other-1.0-py3-none-any.whl"));

        assertThatThrownBy(() -> reader().read(renamed))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WHEEL_MALFORMED))
                .satisfies(e -> assertThat(e.what()).contains("demo-1.0.dist-info"));
    }

    @Test
    void names_that_differ_in_case_are_two_files_as_on_linux() {
        Path wheel =
                wheel(WheelMaker.wheel("demo", "1.0").file("demo/Casey.py", "").file("demo/casey.py", ""));

        assertThat(reader().read(wheel).files())
                .extracting(WheelContents.File::path)
                .contains("demo/Casey.py", "demo/casey.py");
    }

    @Test
    void a_name_of_a_file_and_of_a_folder_is_refused() throws IOException {
        Map<String, String> files = files();
        files.put("demo.py/part.py", "");

        assertRefused(Code.ZIP_CASE_COLLISION, "demo.py", files, MODULE);
    }
}
