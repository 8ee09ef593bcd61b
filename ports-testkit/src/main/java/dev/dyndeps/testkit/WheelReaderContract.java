package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelReader} does. */
public abstract class WheelReaderContract {
    @TempDir
    protected Path temp;

    /** The adapter as it is used. */
    protected abstract WheelReader reader();

    /** Makes this wheel. */
    protected abstract Path wheel(WheelMaker wheel);

    private void assertRefused(Code code, Path wheel) {
        assertThatThrownBy(() -> reader().read(wheel))
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.where()).contains(String.valueOf(wheel.getFileName())));
    }

    @Test
    void it_tells_name_metadata_files_and_digests() {
        WheelMaker wheel = WheelMaker.wheel("demo.pkg", "1.0")
                .requires("six>=1.5")
                .distInfo("entry_points.txt", "[console_scripts]\n");

        assertThat(reader().read(wheel(wheel)).name().fileName()).isEqualTo(wheel.fileName());
        assertThat(reader().read(wheel(wheel)).texts()).containsKeys("METADATA", "entry_points.txt");
        assertThat(reader().read(wheel(wheel)).metadata())
                .isEqualTo(wheel.local(temp).contents().metadata());
        assertThat(reader().read(wheel(wheel)).sha256())
                .isEqualTo(wheel.local(temp).sha256());
        assertThat(reader().read(wheel(wheel)).crc32())
                .isEqualTo(wheel.local(temp).contents().crc32());
    }

    @Test
    void of_a_wheel_that_somebody_vouches_for_it_tells_the_same() {
        WheelMaker wheel = WheelMaker.wheel("demo.pkg", "1.0").requires("six>=1.5");
        Path file = wheel(wheel);
        WheelContents whole = reader().read(file);

        assertThat(reader().read(file, new Digests(whole.sha256(), whole.crc32())))
                .isEqualTo(whole);
    }

    @Test
    void what_is_not_there_is_missing() {
        assertRefused(Code.INPUT_MISSING, temp.resolve("none-1.0-py3-none-any.whl"));
    }

    @Test
    void a_file_name_that_is_no_wheels_is_refused() {
        assertRefused(Code.WHEEL_NAME, temp.resolve("none-1.0.whl"));
    }
}
