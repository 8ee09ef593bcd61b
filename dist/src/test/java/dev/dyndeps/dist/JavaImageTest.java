package dev.dyndeps.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaImageTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @Test
    void a_java_without_jmods_is_refused_with_the_way_out() {
        assertThatThrownBy(() -> JavaImage.make(folder, JavaImage.MODULES, folder.resolve("image")))
                .hasMessageContaining(folder + " has no jmods folder")
                .hasMessageContaining("openjdk-17-jdk-headless");
    }

    @Test
    void an_image_is_the_same_each_time() throws Exception {
        JavaImage.make(JDK, ImmutableList.of("java.base"), folder.resolve("one"));
        JavaImage.make(JDK, ImmutableList.of("java.base"), folder.resolve("two"));

        assertThat(folder.resolve("one/lib/modules")).hasSameBinaryContentAs(folder.resolve("two/lib/modules"));
    }

    @Test
    void a_module_that_is_not_there_is_what_jlink_says() {
        assertThatThrownBy(() -> JavaImage.make(JDK, ImmutableList.of("no.such.module"), folder.resolve("image")))
                .hasMessageContaining("no.such.module");
    }
}
