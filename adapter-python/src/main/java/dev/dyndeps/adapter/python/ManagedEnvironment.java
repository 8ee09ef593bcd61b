package dev.dyndeps.adapter.python;

import java.nio.file.Path;

/**
 * A virtual environment of the program's own, complete.
 *
 * @param folder where it is
 * @param python its interpreter
 * @param interpreter what it was made of
 */
public record ManagedEnvironment(Path folder, Path python, Interpreter interpreter) {}
