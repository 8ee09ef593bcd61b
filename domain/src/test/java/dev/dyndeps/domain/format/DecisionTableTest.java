package dev.dyndeps.domain.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The decision table of the formats")
class DecisionTableTest {
    @ParameterizedTest(name = "row {0}: {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
             1 | requirements.txt                                      | requirements
             1 | Requirements.TXT                                      | requirements
             1 | requirements.txt README.md                            | requirements
             1 | pylock.toml                                           | requirements
             2 | calculator.py                                         | pure_python
             2 | calculator.py utils/helpers.py                        | pure_python
             2 | mypkg/__init__.py mypkg/core.py                       | pure_python
             2 | user_modules/__init__.py user_modules/calculator.py   | pure_python
             3 | setup.py                                              | packaged
             3 | pyproject.toml src/mypkg/__init__.py                  | packaged
             3 | setup.cfg mypkg.py                                    | packaged
             3 | setup.py docs/requirements.txt                        | packaged
             3 | setup.py tests/project/setup.py                       | packaged
             3 | setup.py vendor/other/pyproject.toml                  | packaged
             3 | setup.py src/third_party/other/pyproject.toml         | packaged
             3 | setup.py dist/mypkg-1.0-py3-none-any.whl              | packaged
             3 | mypkg-1.0.tar.gz                                      | packaged
             4 | six-1.16.0-py2.py3-none-any.whl                       | existing_wheels
             4 | wheels/six-1.16.0-py2.py3-none-any.whl                | existing_wheels
             5 | requirements.txt setup.py                             | mixed
             5 | requirements.txt setup.py mypkg.py                    | mixed
             5 | requirements.txt mypkg-1.0.tar.gz                     | mixed
             6 | requirements.txt calculator.py                        | mixed
             6 | requirements.txt utils/helpers.py                     | mixed
             7 | requirements.txt six-1.16.0-py3-none-any.whl          | mixed
             7 | requirements.txt six-1.16.0-py3-none-any.whl a.py     | mixed
             8 | setup.py six-1.16.0-py3-none-any.whl                  | mixed
             9 | six-1.16.0-py3-none-any.whl a.py                      | mixed
            10 | a/requirements.txt b/requirements.txt                 | nested
            10 | requirements.txt a/requirements.txt                   | nested
            10 | requirements.txt wheels/six-1.16.0-py3-none-any.whl   | nested
            10 | main.py service/setup.py                              | nested
            10 | setup.py libs/other/setup.py                          | nested
            10 | a/setup.py b/six-1.16.0-py3-none-any.whl c/x.py       | nested
            """)
    void each_row_has_its_format(int row, String files, String format) {
        assertThat(Input.of(files.split(" +")).recognized().format().id())
                .as("row %s", row)
                .isEqualTo(format);
    }

    @ParameterizedTest(name = "row 0: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            README.md
            data/table.csv data/more.csv
            __MACOSX/._calculator.py
            pyvenv.cfg lib/site.py
            node_modules/tool/setup.py
            calculator.pyc
            """)
    void nothing_of_use_is_refused(String files) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Input.of(files.split(" +")).recognized())
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.EMPTY_INPUT));
    }
}
