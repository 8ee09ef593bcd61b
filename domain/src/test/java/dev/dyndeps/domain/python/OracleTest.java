package dev.dyndeps.domain.python;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** A test that compares with Python's own library: one Python process per class. */
@Tag("oracle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class OracleTest {
    Oracle oracle;

    @BeforeAll
    void startPython() {
        oracle = new Oracle();
    }

    @AfterAll
    void endPython() {
        oracle.close();
    }
}
