package dev.dyndeps.application;

import static dev.dyndeps.application.Bench.file;
import static dev.dyndeps.application.Bench.project;
import static dev.dyndeps.application.Bench.wheelFile;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.testkit.InputFile;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wheelhouse from each of the six shapes. */
class ShapesTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(wheel("six", "1.16"), wheel("six", "1.15"), wheel("attrs", "23.1"));
    }

    private void assertBuilt(Built built, Format format, String... wheels) throws IOException {
        assertThat(built.manifest().format()).isEqualTo(format);
        assertThat(Bench.wheels(built)).containsExactly(wheels);
        try (ZipFile zip = new ZipFile(built.wheelhouse().toFile())) {
            for (String wheel : wheels) {
                assertThat(zip.getEntry("wheels/" + wheel)).as(wheel).isNotNull();
            }
            assertThat(zip.stream().filter(entry -> entry.getName().endsWith(".whl")))
                    .hasSize(wheels.length);
        }
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }

    @Test
    void requirements_are_resolved_with_all_that_they_require() throws IOException {
        bench.index.add(wheel("demo", "2.0").requires("six<1.16"));

        Built built = bench.requirements("demo>=1").build();

        assertBuilt(built, Format.REQUIREMENTS, "demo-2.0-py3-none-any.whl", "six-1.15-py3-none-any.whl");
        assertThat(built.manifest().requested()).containsExactly("demo");
        assertThat(Bench.wheel(built, "six").origin())
                .isEqualTo(new Origin(
                        Origin.Kind.INDEX, "https://index.test/files/six-1.15-py3-none-any.whl", "fake 1.0"));
    }

    @Test
    void pure_python_becomes_one_wheel_and_asks_no_resolver_fetcher_or_builder() throws IOException {
        bench.index.goOffline();

        Built built = bench.input(InputFile.text("tools.py", "x = 1\n"), InputFile.text("pkg/__init__.py", ""))
                .build();

        assertThat(built.manifest().wheels()).hasSize(1);
        assertBuilt(
                built,
                Format.PURE_PYTHON,
                built.manifest().wheels().get(0).name().fileName());
        assertThat(built.manifest().requested()).containsExactly("user_modules");
        assertThat(built.manifest().roots()).contains("tools", "pkg", "user_modules");
        assertThat(bench.resolved).isEmpty();
        assertThat(bench.fetched).isEmpty();
        assertThat(bench.builder.built()).isEmpty();
    }

    @Test
    void a_project_is_built_and_what_it_requires_comes_from_the_index() throws IOException {
        bench.builder.put(".", wheel("pkg", "1.0").requires("six"));

        Built built = bench.input(project("pkg"), InputFile.text("pkg/__init__.py", ""))
                .build();

        assertBuilt(built, Format.PACKAGED, "pkg-1.0-py3-none-any.whl", "six-1.16-py3-none-any.whl");
        assertThat(built.manifest().requested()).containsExactly("pkg");
        assertThat(Bench.wheel(built, "pkg").origin()).isEqualTo(new Origin(Origin.Kind.BUILT, ".", "fake 1.0"));
    }

    @Test
    void wheels_that_are_whole_together_are_taken_as_they_are() throws IOException {
        bench.index.goOffline();

        Built built = bench.input(wheelFile(wheel("demo", "1.0").requires("mine")), wheelFile(wheel("mine", "3.0")))
                .build();

        assertBuilt(built, Format.EXISTING_WHEELS, "demo-1.0-py3-none-any.whl", "mine-3.0-py3-none-any.whl");
        assertThat(Bench.wheel(built, "mine").origin().from()).isEqualTo("wheels/mine-3.0-py3-none-any.whl");
        assertThat(bench.resolved).isEmpty();
    }

    @Test
    void what_existing_wheels_lack_comes_from_the_index() throws IOException {
        bench.index.add(wheel("demo", "9.0"));

        Built built =
                bench.input(wheelFile(wheel("demo", "1.0").requires("six"))).build();

        assertBuilt(built, Format.EXISTING_WHEELS, "demo-1.0-py3-none-any.whl", "six-1.16-py3-none-any.whl");
        assertThat(bench.fetched).containsExactly("six-1.16-py3-none-any.whl");
    }

    @Test
    void a_project_beside_requirements_and_wheels_is_resolved_with_them() throws IOException {
        bench.builder.put(".", wheel("pkg", "1.0").requires("mine>=1", "attrs"));

        Built built = bench.input(
                        InputFile.text("requirements.txt", "six==1.15\n"),
                        project("pkg"),
                        file("mine-3.0-py3-none-any.whl", wheel("mine", "3.0")))
                .build();

        assertBuilt(
                built,
                Format.MIXED,
                "attrs-23.1-py3-none-any.whl",
                "mine-3.0-py3-none-any.whl",
                "pkg-1.0-py3-none-any.whl",
                "six-1.15-py3-none-any.whl");
        assertThat(built.manifest().requested()).containsExactly("mine", "pkg", "six");
    }

    @Test
    void modules_beside_requirements_and_wheels_are_a_wheel_more() throws IOException {
        Built built = bench.input(
                        InputFile.text("requirements.txt", "six==1.15\n"),
                        file("mine-3.0-py3-none-any.whl", wheel("mine", "3.0")),
                        InputFile.text("helper.py", "x = 1\n"))
                .build();

        assertThat(built.manifest().format()).isEqualTo(Format.MIXED);
        assertThat(built.manifest().requested()).containsExactly("mine", "six", "user_modules");
    }

    @Test
    void the_units_of_a_nested_input_are_resolved_together() throws IOException {
        Built built = bench.input(
                        InputFile.text("a/requirements.txt", "six<1.16\n"),
                        InputFile.text("b/requirements.txt", "six>=1\nattrs\n"))
                .build();

        assertBuilt(built, Format.NESTED, "attrs-23.1-py3-none-any.whl", "six-1.15-py3-none-any.whl");
        assertThat(bench.resolved).hasSize(1);
    }

    @Test
    void a_source_distribution_of_the_input_is_built_and_its_digest_kept() throws IOException {
        WheelMaker sdist = wheel("pkg", "1.0");
        bench.builder.put("sdists/pkg-1.0.tar.gz", sdist);

        Built built = bench.input(
                        InputFile.bytes("sdists/pkg-1.0.tar.gz", sdist.sdistBytes()), wheelFile(wheel("a", "1")))
                .build();

        assertThat(Bench.wheel(built, "pkg").origin().kind()).isEqualTo(Origin.Kind.BUILT);
        assertThat(Bench.wheel(built, "pkg").origin().sdist()).isPresent();
    }

    @Test
    void the_extras_of_a_local_project_are_brought_and_those_not_asked_for_are_not() throws IOException {
        bench.builder.put(
                "pkg",
                wheel("pkg", "1.0")
                        .extra("fast")
                        .extra("slow")
                        .requires("six; extra == 'fast'", "attrs; extra == 'slow'"));

        Built built = bench.input(
                        InputFile.text("requirements.txt", "./pkg[fast]\n"),
                        project("pkg/", "pkg"),
                        InputFile.text("pkg/pkg/__init__.py", ""))
                .build();

        assertThat(Bench.wheels(built)).containsExactly("pkg-1.0-py3-none-any.whl", "six-1.16-py3-none-any.whl");
        assertThat(built.manifest().proof().stream().map(met -> met.wheel())).contains("six 1.16");
    }

    @Test
    void a_wheel_that_a_requirement_names_by_path_is_the_one_that_is_taken() throws IOException {
        WheelMaker mine = wheel("six", "1.14");

        Built built = bench.input(
                        InputFile.text("requirements.txt", "./wheels/" + mine.fileName() + "\n"), wheelFile(mine))
                .build();

        assertThat(Bench.wheels(built)).containsExactly("six-1.14-py3-none-any.whl");
    }

    @Test
    void the_same_wheel_in_two_units_is_taken_once() throws IOException {
        WheelMaker six = wheel("six", "1.14");

        Built built = bench.input(file("a/wheels/" + six.fileName(), six), file("b/wheels/" + six.fileName(), six))
                .build();

        assertThat(Bench.wheels(built)).containsExactly("six-1.14-py3-none-any.whl");
        assertThat(ImmutableSortedSet.copyOf(built.manifest().requested())).containsExactly("six");
    }
}
