package dev.dyndeps.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How input is refused. */
final class Refusals {
    private Refusals() {}

    /** @param where a part of the place that the error names */
    static UserError assertRefused(Code code, String where, ThrowingCallable work) {
        UserError[] thrown = new UserError[1];
        assertThatExceptionOfType(UserError.class).isThrownBy(work).satisfies(e -> {
            assertThat(e.code()).as("%s", e.getMessage()).isEqualTo(code);
            assertThat(e.where()).contains(where);
            thrown[0] = e;
        });
        return thrown[0];
    }
}
