package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import java.nio.file.Path;

/** Makes a wheel of a source tree by running its build backend: a stranger's code, in an environment without secrets. */
public interface WheelBuilder {
    /**
     * Builds one wheel, reproducibly (fixed {@code SOURCE_DATE_EPOCH}); the source tree is the builder's to change.
     *
     * @param source what to build
     * @param target what the wheel is for; the interpreter that builds has the target's version if there is one
     * @param into the folder to put the wheel in
     * @throws UserError ({@code PROJECT_INVALID}, {@code REQUIRES_PYTHON})
     * @throws ToolError if the build fails, or takes longer than it may
     */
    BuiltWheel build(SourceTree source, TargetRuntime target, Path into);

    /**
     * Names all that a build for this target follows from besides the source and what the index has: the tool and its
     * version, the interpreter, the variables that the build sees. No secret can be read from it.
     */
    HashCode fingerprint(TargetRuntime target);

    /**
     * @param path a folder with a project, or a source distribution's file
     * @param where what to call it in errors: its path in the archive
     * @param suppliedBuildSystem whether it has no {@code [build-system]} and is built with setuptools
     */
    record SourceTree(Path path, String where, boolean suppliedBuildSystem) {}

    /**
     * @param file the wheel
     * @param tool what built it, such as {@code pip 25.3, CPython 3.10.13}
     */
    record BuiltWheel(Path file, String tool) {}
}
