package dev.dyndeps.domain.python;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;

/** The Databricks runtimes that a target may be called by: their Python, and glibc 2.N of their Ubuntu. */
enum KnownRuntime {
    DBR_13_3("dbr-13.3", "3.10.0", 35), // the release notes' patch number is not certain, nor is 15.4's
    DBR_14_3("dbr-14.3", "3.10.12", 35),
    DBR_15_4("dbr-15.4", "3.11.0", 35),
    DBR_16_4("dbr-16.4", "3.12.3", 39),
    DBR_17_3("dbr-17.3", "3.12.3", 39),
    DBR_18("dbr-18", "3.12.3", 39),
    SERVERLESS_1("serverless-1", "3.10.12", 35),
    SERVERLESS_2("serverless-2", "3.11.10", 35),
    SERVERLESS_3("serverless-3", "3.12.3", 39),
    SERVERLESS_4("serverless-4", "3.12.3", 39),
    SERVERLESS_5("serverless-5", "3.12.3", 39);

    private final String text;
    private final String python;
    private final int glibcMinor;

    KnownRuntime(String text, String python, int glibcMinor) {
        this.text = text;
        this.python = python;
        this.glibcMinor = glibcMinor;
    }

    static Optional<TargetRuntime> named(String name) {
        return Arrays.stream(values())
                .filter(runtime -> runtime.text.equals(name))
                .findFirst()
                .map(runtime ->
                        TargetRuntime.of(runtime.text, runtime.python, runtime.glibcMinor, TargetRuntime.X86_64));
    }

    static String names() {
        return Arrays.stream(values()).map(runtime -> runtime.text).collect(joining(", "));
    }
}
