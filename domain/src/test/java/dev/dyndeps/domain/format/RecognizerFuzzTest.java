package dev.dyndeps.domain.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.UserError;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecognizerFuzzTest {
    private static final String[] FOLDERS = {
        "", "", "a/", "a/", "b/", "tests/", "user_modules/", "dist/", "x.dist-info/", "env/"
    };
    private static final String[] NAMES = {
        "requirements.txt",
        "requirements-dev.txt",
        "setup.py",
        "pyproject.toml",
        "setup.cfg",
        "a.py",
        "__init__.py",
        "x.csv",
        "six-1.16.0-py3-none-any.whl",
        "b-1-py3-none-any.whl",
        "bad.whl",
        "c-1.tar.gz",
        "d.zip",
        "pylock.toml",
        "poetry.lock",
        "pyvenv.cfg",
        "README.md",
        ".DS_Store",
        "METADATA",
        "m.so"
    };
    private static final String[] CONTENTS = {
        "", "[tool.x]\n", "[build-system]\nrequires = []\n", "[metadata]\nname = x\n", "?"
    };

    @Test
    void any_listing_is_recognised_or_refused_and_every_file_is_accounted_for() {
        Random random = new Random(20261124);
        Set<Format> seen = EnumSet.noneOf(Format.class);
        for (int i = 0; i < 20_000; i++) {
            Input input = new Input();
            for (int n = random.nextInt(6); n >= 0; n--) {
                StringBuilder path = new StringBuilder();
                for (int depth = random.nextInt(4); depth > 0; depth--) {
                    path.append(pick(random, FOLDERS));
                }
                input.with(path.append(pick(random, NAMES)).toString(), pick(random, CONTENTS));
            }
            boolean chosen = random.nextInt(3) == 0;
            Format format = List.copyOf(EnumSet.allOf(Format.class)).get(random.nextInt(6));
            try {
                Recognition recognition = chosen ? input.recognizedAs(format) : input.recognized();
                seen.add(recognition.format());
                checkAccounted(input, recognition);
            } catch (UserError expected) {
                assertThat(expected.next()).isNotEmpty();
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Format.values());
    }

    /** A file is in a unit, in a project, in the lock, or in the list of what was ignored: never lost in silence. */
    private static void checkAccounted(Input input, Recognition recognition) {
        List<Unit> units = recognition.units();
        for (var entry : input.listing().files()) {
            var file = entry.path();
            boolean used = recognition.lock().filter(file::equals).isPresent()
                    || units.stream()
                            .anyMatch(unit ->
                                    unit.requirements().filter(file::equals).isPresent()
                                            || unit.wheels().contains(file)
                                            || unit.sdists().contains(file)
                                            || unit.modules().contains(file)
                                            || unit.projects().stream().anyMatch(project -> file.isIn(project.root())))
                    || recognition.ignored().stream().anyMatch(ignored -> file.isIn(ignored.path()));
            assertThat(used).as("%s in %s", file, recognition).isTrue();
        }
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
