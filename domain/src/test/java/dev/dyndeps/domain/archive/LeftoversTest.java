package dev.dyndeps.domain.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
    @ParameterizedTest
    @CsvSource({
        "__MACOSX, written by macOS",
        ".git, version control",
        "__pycache__, compiled by Python",
        "node_modules, JavaScript packages",
        ".vscode, settings of an editor"
    })
    void a_folder_is_known_by_its_name(String folder, String reason) {
        assertThat(Leftovers.folder(folder)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", ".github", "__macosx", "git"})
    void other_folders_may_be_anybodys(String folder) {
        assertThat(Leftovers.folder(folder)).isEmpty();
    }

    @Test
    void only_version_control_holds_history() {
        assertThat(Leftovers.isVersionControl(".hg")).isTrue();
        assertThat(Leftovers.isVersionControl(".idea")).isFalse();
        assertThat(Leftovers.isVersionControl("src")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "._setup.py, macOS",
        ".DS_Store, macOS",
        ".ds_store, macOS",
        "Thumbs.db, Windows",
        "DESKTOP.INI, Windows"
    })
    void a_file_is_known_by_its_name_however_it_is_written(String file, String system) {
        assertThat(Leftovers.file(file)).contains("written by " + system);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_setup.py", ".gitignore", "thumbs.db.txt"})
    void other_files_may_be_anybodys(String file) {
        assertThat(Leftovers.file(file)).isEmpty();
    }
}
