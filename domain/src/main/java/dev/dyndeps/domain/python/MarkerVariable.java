package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** The environment marker variables (PEP 508) with the older spellings that are still read. */
enum MarkerVariable {
    PYTHON_VERSION("python_version"),
    PYTHON_FULL_VERSION("python_full_version"),
    OS_NAME("os_name"),
    SYS_PLATFORM("sys_platform"),
    PLATFORM_RELEASE("platform_release"),
    PLATFORM_SYSTEM("platform_system"),
    PLATFORM_VERSION("platform_version"),
    PLATFORM_MACHINE("platform_machine"),
    PLATFORM_PYTHON_IMPLEMENTATION("platform_python_implementation"),
    IMPLEMENTATION_NAME("implementation_name"),
    IMPLEMENTATION_VERSION("implementation_version"),
    EXTRA("extra");

    private static final ImmutableMap<String, MarkerVariable> BY_SPELLING = bySpelling();

    private final String text;

    MarkerVariable(String text) {
        this.text = text;
    }

    static Optional<MarkerVariable> spelled(String text) {
        return Optional.ofNullable(BY_SPELLING.get(text));
    }

    private static ImmutableMap<String, MarkerVariable> bySpelling() {
        ImmutableMap.Builder<String, MarkerVariable> spellings = ImmutableMap.builder();
        for (MarkerVariable variable : values()) {
            spellings.put(variable.text, variable);
        }
        return spellings
                .put("os.name", OS_NAME)
                .put("sys.platform", SYS_PLATFORM)
                .put("platform.version", PLATFORM_VERSION)
                .put("platform.machine", PLATFORM_MACHINE)
                .put("platform.python_implementation", PLATFORM_PYTHON_IMPLEMENTATION)
                .put("python_implementation", PLATFORM_PYTHON_IMPLEMENTATION)
                .buildOrThrow();
    }

    @Override
    public String toString() {
        return text;
    }
}
