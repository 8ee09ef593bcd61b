package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What one tool does its own way when it builds a wheel. */
public interface BuildFrontend {
    /** The tool and the interpreter, such as {@code pip 26.0.1, CPython 3.10.13}. */
    String title();

    /** The beginning of the commands of a Python that has pip. */
    ImmutableList<String> python();

    /** Its settings of indexes, to be had without a configuration file. */
    Variables index();

    /** Builds {@code tree} in isolation and puts the wheel into {@code out}. */
    ImmutableList<String> command(Path tree, Path out);

    /** What it found wrong before the project's own build could fail; empty if that failed. */
    Optional<RuntimeException> refusal(SourceTree source, ProcessResult result, Path folder, Path log);

    /** The lines of its output that a person must read. */
    ImmutableList<String> linesThatMatter(List<String> output);
}
