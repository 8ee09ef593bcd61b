package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicTextsTest {
    @TempDir
    Path folder;

    @Test
    void a_text_replaces_what_was_there_and_leaves_nothing_beside_it() throws IOException {
        Path file = folder.resolve("made/x.toml");

        new AtomicTexts().write(file, "one");
        new AtomicTexts().write(file, "zwei ü");

        assertThat(file).hasContent("zwei ü");
        assertThat(folder.resolve("made")).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder.resolve("made"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void where_a_file_stands_in_place_of_the_folder_the_error_names_it() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new AtomicTexts().write(folder.resolve("file/x.toml"), "text"))
                .hasMessageContaining("OUTPUT_UNWRITABLE")
                .hasMessageContaining("x.toml");
    }
}
