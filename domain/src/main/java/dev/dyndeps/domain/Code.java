package dev.dyndeps.domain;

/** The stable code of every refusal, with one sentence of what it stands for. */
public enum Code {
    // The container
    ZIP_MALFORMED("not a whole, single zip file"),
    ZIP_HEADER_MISMATCH("a local header or the data contradicts the central directory"),
    ZIP_DUPLICATE_ENTRY("two entries have the same name"),
    ZIP_CASE_COLLISION("two names differ only in case or Unicode form, or a file and a folder share one"),
    ZIP_BAD_PATH("an entry's path leads out of the archive or is not portable"),
    ZIP_BACKSLASH("backslashes and slashes are mixed in the names"),
    ZIP_SYMLINK("an entry is a link, a device or a pipe"),
    ZIP_ENCRYPTED("an entry is encrypted"),
    ZIP_METHOD("an entry is packed by a method other than stored or deflated"),
    ZIP_NAME_ENCODING("an entry's name is not UTF-8"),
    ZIP_BOMB("the archive would unpack to more than the limits allow"),
    NESTED_ARCHIVE("an archive inside the archive that is no source distribution"),
    EGG_UNSUPPORTED("an egg or a binary installer"),

    // The shape
    EMPTY_INPUT("nothing in the input is a dependency"),
    AMBIGUOUS_INPUT("the shape of the input is not clear"),
    FORMAT_MISMATCH("the input does not have the shape that was asked for"),
    REQUIREMENTS_NAME("a requirements file under another name"),
    LOCK_UNSUPPORTED("a lock file of another tool"),
    DUPLICATE_DISTRIBUTION("the same distribution twice with different content"),
    PROJECT_INVALID("a project that its build tool could not build as it stands"),
    MODULE_NAME("a module of the input has a name that clashes or cannot be imported"),

    // Requirements files
    REQ_SYNTAX("a line that is no requirement and no known option"),
    REQ_CONTROL_CHAR("a control character or a Unicode line separator"),
    REQ_INCLUDE_MISSING("an included file that is not in the archive"),
    REQ_INCLUDE_CYCLE("files that include each other, too deep or too many"),
    REQ_INCLUDE_ESCAPES("an included path that leads out of the archive"),
    REQ_INCLUDE_REMOTE("an included file that is absolute or a URL"),
    REQ_PATH_ESCAPES("a local path that leads out of the archive"),
    REQ_PATH_NOT_A_PACKAGE("a local path that is neither a project nor a wheel"),
    REQ_DIRECT_URL("a requirement by URL from a host that the operator has not allowed"),
    REQ_VCS_URL("a requirement from a version control system"),
    REQ_FILE_URL("a file URL"),
    REQ_INDEX_OPTION("an option that would choose the package index"),
    REQ_OPTION_FORBIDDEN("an option that changes how packages are built or chosen"),
    REQ_ENV_VAR("an environment variable"),
    REQ_CREDENTIALS("credentials in a URL"),
    REQ_TOO_LARGE("a requirements file over the limits"),

    // Wheels
    WHEEL_NAME("a wheel file name that the specification does not allow"),
    WHEEL_MALFORMED("a wheel without the files it must have"),
    WHEEL_RECORD("a wheel whose content differs from its RECORD"),
    WHEEL_TARGET("a wheel that does not run on the target"),
    WHEEL_CONFLICT("wheels that cannot lie in one folder"),

    // Resolution
    TARGET_UNKNOWN("a target that is neither a known name nor spelled out"),
    REQUIRES_PYTHON("a distribution that does not support the target's Python"),
    RESOLUTION_CONFLICT("requirements that contradict each other"),
    DISTRIBUTION_UNKNOWN("a name that is no distribution in the index"),
    VERSION_UNKNOWN("a distribution without a version that fits"),
    NO_WHEEL("a distribution without a wheel for the target"),
    INCOMPLETE("a requirement that nothing in the wheelhouse meets"),
    LOCK_MISMATCH("a lock file that does not fit the input, the target or the files"),

    // The wheelhouse
    WHEELHOUSE_MALFORMED("a file that is no wheelhouse of a version we know"),
    WHEELHOUSE_TAMPERED("a wheelhouse whose content differs from its manifest"),
    WHEELHOUSE_TOO_LARGE("more than CPython's zip import can read"),

    // The command line
    INPUT_MISSING("an input that is not there or cannot be read"),
    INPUT_CHANGED("an input that changed while it was read"),
    OUTPUT_UNWRITABLE("an output that cannot be written"),
    OPTION_INVALID("an option or its value that does not fit"),
    TOOL_MISSING("a program of this machine that is needed and is not there"),
    SIGN_IN("a workspace that is not configured, or that does not accept the credentials"),
    PERMISSION_DENIED("something that the workspace does not allow this user"),
    VALIDATION_FAILED("an import or a check that failed on the driver or a worker");

    private final String meaning;

    Code(String meaning) {
        this.meaning = meaning;
    }

    /** One clause that says what the code stands for, for documents and lists. */
    public String meaning() {
        return meaning;
    }
}
