package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.Wheels.RUNTIME;
import static dev.dyndeps.domain.wheelhouse.Wheels.manifest;
import static dev.dyndeps.domain.wheelhouse.Wheels.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.UserError;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WheelhousePlanTest {
    private final WheelContents six = wheel("six", "six.py");
    private final WheelContents storage = wheel("google-cloud-storage", "google/cloud/storage/__init__.py");

    @Test
    void it_holds_manifest_runtime_stubs_metadata_and_the_wheels_with_an_entry_for_each_folder() {
        WheelhousePlan plan = plan(six, storage);
        String runtime = "_wheelhouse_" + plan.manifest().digest12();

        assertThat(plan.zip().entries())
                .extracting(ZipPlan.Entry::path)
                .containsExactly(
                        runtime + "/",
                        runtime + "/__init__.py",
                        "google/",
                        "google/cloud/",
                        "google/cloud/storage/",
                        "google/cloud/storage/__init__.py",
                        "google_cloud_storage-1.0.dist-info/",
                        "google_cloud_storage-1.0.dist-info/METADATA",
                        "google_cloud_storage-1.0.dist-info/top_level.txt",
                        "six-1.0.dist-info/",
                        "six-1.0.dist-info/METADATA",
                        "six-1.0.dist-info/top_level.txt",
                        "six.py",
                        "wheelhouse.json",
                        "wheels/google_cloud_storage-1.0-py3-none-any.whl",
                        "wheels/six-1.0-py3-none-any.whl");
    }

    @Test
    void a_stub_names_the_runtime_and_its_root() {
        WheelhousePlan plan = plan(six, storage);
        String runtime = "_wheelhouse_" + plan.manifest().digest12();

        assertThat(plan.zip().entries())
                .contains(
                        new ZipPlan.Text("six.py", "module " + runtime + " six\n"),
                        new ZipPlan.Text(
                                "google/cloud/storage/__init__.py", "package " + runtime + " google.cloud.storage\n"));
    }

    @Test
    void a_top_level_txt_is_written_where_a_wheel_has_none() {
        assertThat(plan(six).zip().entries()).contains(new ZipPlan.Text("six-1.0.dist-info/top_level.txt", "six\n"));
    }

    @Test
    void the_order_in_which_the_wheels_were_found_makes_no_difference() {
        assertThat(manifest(six, storage)).isEqualTo(manifest(storage, six));
        assertThat(plan(six, storage).zip()).isEqualTo(plan(storage, six).zip());
    }

    @Test
    void the_file_name_carries_the_digest() {
        WheelhousePlan plan = plan(six);

        assertThat(WheelhousePlan.fileName("job", plan.manifest()))
                .isEqualTo("job-" + plan.manifest().digest12() + ".wheelhouse.zip");
    }

    @Test
    void another_runtime_gives_another_digest_so_that_both_can_be_loaded() {
        assertThat(manifest(six).digest())
                .isNotEqualTo(new Manifest(
                                Wheels.PYTHON_3_10,
                                Wheels.sha256("another runtime"),
                                manifest(six).input(),
                                manifest(six).format(),
                                manifest(six).wheels(),
                                manifest(six).roots(),
                                manifest(six).requested(),
                                manifest(six).proof(),
                                manifest(six).warnings())
                        .digest());
    }

    @Test
    void more_entries_than_zipimport_can_read_are_refused_with_the_largest_wheels_named() {
        String[] modules =
                IntStream.range(0, 65_600).mapToObj(i -> "ns/m" + i + ".py").toArray(String[]::new);

        assertThatThrownBy(() -> plan(wheel("huge", modules)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("WHEELHOUSE_TOO_LARGE")
                .hasMessageContaining("huge-1.0-py3-none-any.whl");
    }

    @Test
    void more_bytes_than_zipimport_can_address_are_refused() {
        WheelContents fat = wheel("fat", "fat.py");
        WheelContents tooFat = new WheelContents(
                fat.name(),
                WheelhousePlan.MAX_BYTES + 1,
                fat.sha256(),
                fat.crc32(),
                fat.metadata(),
                fat.distInfo(),
                fat.texts(),
                fat.files());
        WheelContents fits = new WheelContents(
                fat.name(),
                WheelhousePlan.MAX_BYTES,
                fat.sha256(),
                fat.crc32(),
                fat.metadata(),
                fat.distInfo(),
                fat.texts(),
                fat.files());

        assertThatThrownBy(() -> plan(tooFat)).hasMessageContaining("WHEELHOUSE_TOO_LARGE");
        assertThat(plan(fits).manifest().wheels()).hasSize(1);
    }

    @Test
    void the_crc_of_each_wheel_is_known_before_it_is_written() {
        WheelContents demo = wheel("demo", "demo.py");

        assertThat(plan(demo).zip().entries())
                .filteredOn(ZipPlan.Content.class::isInstance)
                .singleElement()
                .isEqualTo(new ZipPlan.Content(
                        "wheels/" + demo.name().fileName(),
                        demo.sha256().toString(),
                        demo.size(),
                        false,
                        OptionalLong.of(demo.crc32())));
    }

    private static WheelhousePlan plan(WheelContents... wheels) {
        return WheelhousePlan.of(manifest(wheels), List.of(wheels), RUNTIME);
    }
}
