package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import java.nio.file.Path;

/** Gives this very program as a wheel that brings its own Java, so that it can be run on another machine. */
@FunctionalInterface
public interface ProgramArchive {
    /**
     * The wheel, {@code dyndeps-VERSION-py3-none-manylinux_2_N_ARCH.whl}; unpacked, {@code python FOLDER/dyndeps} runs the
     * program. The same program gives the same bytes, and several may ask at once. It is read only, and stays for as long as
     * this process lives.
     *
     * @throws UserError ({@code TOOL_MISSING}) if the program was started from something that no wheel can be made of, or
     *     is not what it was when it was installed or built; ({@code OUTPUT_UNWRITABLE}) if there is no room for it
     */
    Path wheel();
}
