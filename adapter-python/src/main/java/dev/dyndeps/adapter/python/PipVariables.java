package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/** The environment for a pip of ours: the operator's index settings hold, whatever would bend its work does not. */
public final class PipVariables {
    /** The settings that say where packages come from and how to get there; all others are for the operator's own pip. */
    private static final ImmutableSet<String> INDEX_SETTINGS = ImmutableSet.of(
            "PIP_CACHE_DIR",
            "PIP_CERT",
            "PIP_CLIENT_CERT",
            "PIP_CONFIG_FILE",
            "PIP_CONSTRAINT",
            "PIP_DEFAULT_TIMEOUT",
            "PIP_EXTRA_INDEX_URL",
            "PIP_FIND_LINKS",
            "PIP_INDEX_URL",
            "PIP_KEYRING_PROVIDER",
            "PIP_NO_CACHE_DIR",
            "PIP_NO_INDEX",
            "PIP_PROXY",
            "PIP_RETRIES",
            "PIP_TIMEOUT",
            "PIP_TRUSTED_HOST",
            "PIP_UPLOADED_PRIOR_TO",
            "PIP_USE_DEPRECATED",
            "PIP_USE_FEATURE");

    /** These win over pip.conf, which is read for its index settings too. */
    private static final ImmutableMap<String, String> OURS = ImmutableMap.<String, String>builder()
            .put("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .put("PIP_NO_INPUT", "1")
            .put("PIP_NO_PYTHON_VERSION_WARNING", "1")
            .put("PIP_PROGRESS_BAR", "off")
            .put("PIP_REQUIRE_VIRTUALENV", "0")
            .put("PIP_ROOT_USER_ACTION", "ignore")
            .put("PIP_USER", "0")
            .put("NO_COLOR", "1")
            .put("TERM", "dumb")
            .buildOrThrow();

    private PipVariables() {}

    /** All variables of the operator but those of pip that are no index settings, and those that change Python. */
    public static Variables forPip(Variables operator) {
        return withoutPython(operator)
                .without(name -> name.startsWith("PIP_") && !INDEX_SETTINGS.contains(name))
                .with(OURS);
    }

    /** Without what would make a Python load other modules, or behave otherwise, than it does by itself. */
    public static Variables withoutPython(Variables operator) {
        return operator.without(name -> name.startsWith("PYTHON")
                || name.startsWith("PYENV_VERSION")
                || name.equals("VIRTUAL_ENV")
                || name.equals("__PYVENV_LAUNCHER__"));
    }

    /** Whether it is a setting of pip that says where packages come from. */
    public static boolean isIndexSetting(String name) {
        return INDEX_SETTINGS.contains(name);
    }
}
