package dev.dyndeps.domain.python;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Objects;
import java.util.function.Supplier;

/** What a wheelhouse must run on: a CPython (3.8 or newer, not free-threaded) and a Linux with glibc. */
public final class TargetRuntime {
    static final String X86_64 = "x86_64";
    static final String AARCH64 = "aarch64";
    private static final String LOCAL = "local";
    private static final PythonVersion OLDEST_PYTHON = new PythonVersion(3, 8);
    private static final int NEWEST_GLIBC_MINOR = 199;

    private final String name;
    private final PythonVersion python;
    private final String fullVersion;
    private final int glibcMinor;
    private final String architecture;
    private final Supplier<ImmutableSet<WheelTag>> tags;

    private TargetRuntime(String name, PythonVersion python, String fullVersion, int glibcMinor, String architecture) {
        this.name = name;
        this.python = python;
        this.fullVersion = fullVersion;
        this.glibcMinor = glibcMinor;
        this.architecture = architecture;
        this.tags = Suppliers.memoize(() -> SupportedTags.of(python, platformTags()));
    }

    /**
     * A known name ({@code dbr-13.3} … {@code dbr-18}, {@code serverless-1} … {@code -5}) or a target spelled out, such
     * as {@code python3.10-manylinux_2_35_x86_64} or {@code python3.10.12-manylinux_2_35_aarch64}. {@code local} is not
     * known here: the machine decides it.
     *
     * @throws dev.dyndeps.domain.UserError ({@code TARGET_UNKNOWN}) with the known names
     */
    public static TargetRuntime parse(String text) {
        return KnownRuntime.named(text).orElseGet(() -> spelledOut(text));
    }

    /**
     * The machine that the program runs on, called {@code local}.
     *
     * @param fullVersion of the CPython that is to run there, as {@code platform.python_version()} gives it
     * @param glibcMinor N of the machine's glibc 2.N
     * @param machine as {@code platform.machine()} or {@code os.arch} give it
     * @throws dev.dyndeps.domain.UserError ({@code TARGET_UNKNOWN}) if no wheelhouse can be made for it
     */
    public static TargetRuntime local(String fullVersion, int glibcMinor, String machine) {
        String architecture = switch (machine) {
            case "amd64", "AMD64" -> X86_64;
            case "arm64" -> AARCH64;
            default -> machine;
        };
        return of(LOCAL, fullVersion, glibcMinor, architecture);
    }

    /**
     * A target by its parts, as a manifest tells of it.
     *
     * @throws UserError ({@code TARGET_UNKNOWN}) if there is no such Python, glibc or architecture
     */
    public static TargetRuntime of(String name, String fullVersion, int glibcMinor, String architecture) {
        // A build from CPython's repository calls itself "3.13.0+".
        String full = fullVersion.endsWith("+") ? fullVersion.substring(0, fullVersion.length() - 1) : fullVersion;
        PythonVersion python = minorVersion(name, full);
        if (python.compareTo(OLDEST_PYTHON) < 0) {
            throw unknown(name, "Python " + full + " is older than " + OLDEST_PYTHON);
        }
        if (!architecture.equals(X86_64) && !architecture.equals(AARCH64)) {
            throw unknown(name, "the architecture " + Text.quote(architecture) + " is neither x86_64 nor aarch64");
        }
        int oldest = SupportedTags.oldestGlibcMinor(architecture);
        if (glibcMinor < oldest || glibcMinor > NEWEST_GLIBC_MINOR) {
            throw unknown(
                    name, "glibc 2." + glibcMinor + " is not between 2." + oldest + " and 2." + NEWEST_GLIBC_MINOR);
        }
        return new TargetRuntime(name, python, full, glibcMinor, architecture);
    }

    private static PythonVersion minorVersion(String name, String fullVersion) {
        try {
            ImmutableList<String> release = Version.parse(fullVersion).release();
            return PythonVersion.parse(String.join(".", release.subList(0, Math.min(2, release.size()))));
        } catch (IllegalArgumentException | UserError e) {
            throw unknown(name, Text.quote(fullVersion) + " is not a version of Python 3");
        }
    }

    private static TargetRuntime spelledOut(String text) {
        Cursor cursor = new Cursor(text);
        boolean valid = cursor.accept("python");
        String python = cursor.takeWhile(c -> Text.isDigit(c) || c == '.');
        valid &= cursor.accept("-manylinux_2_");
        String glibc = cursor.takeWhile(Text::isDigit);
        valid &= cursor.accept('_');
        String architecture = cursor.takeWhile(c -> Text.isAlphanumeric(c) || c == '_');
        long dots = python.chars().filter(c -> c == '.').count();
        if (!valid || !cursor.atEnd() || dots < 1 || dots > 2 || glibc.isEmpty() || glibc.length() > 3) {
            throw unknown(text, "this is neither a known target nor one spelled out");
        }
        return of(text, dots == 1 ? python + ".0" : python, Integer.parseInt(glibc), architecture);
    }

    private static UserError unknown(String name, String what) {
        return new UserError(
                Code.TARGET_UNKNOWN,
                "target " + Text.quote(name),
                what,
                "Use one of " + KnownRuntime.names()
                        + ", or spell it out like python3.10-manylinux_2_35_x86_64 (or _aarch64)");
    }

    /** As the user called it: {@code dbr-14.3}, {@code local}, or spelled out. */
    public String name() {
        return name;
    }

    public PythonVersion python() {
        return python;
    }

    /** The whole version of its Python, such as {@code 3.10.12}; {@code 3.10.0} where only the minor one is known. */
    public String fullVersion() {
        return fullVersion;
    }

    /** N of glibc 2.N. */
    public int glibcMinor() {
        return glibcMinor;
    }

    /** {@code x86_64} or {@code aarch64}. */
    public String architecture() {
        return architecture;
    }

    /** Every tag that a wheel for this target may have, the most specific first (PEP 425, PEP 600). */
    public ImmutableList<WheelTag> supportedTags() {
        return tags.get().asList();
    }

    /**
     * Every platform tag of the target, such as {@code manylinux_2_35_x86_64} down to {@code manylinux1_x86_64} and
     * {@code linux_x86_64}.
     */
    public ImmutableList<String> platformTags() {
        return SupportedTags.platforms(glibcMinor, architecture);
    }

    public boolean supports(WheelName wheel) {
        return wheel.tags().stream().anyMatch(tags.get()::contains);
    }

    /**
     * The values of the environment markers on the target; {@code extra} is the empty string, and so are
     * {@code platform_release} and {@code platform_version}, which are the kernel's and known on the machine alone.
     */
    public MarkerEnvironment markers() {
        return new MarkerEnvironment(ImmutableMap.<String, String>builder()
                .put("os_name", "posix")
                .put("sys_platform", "linux")
                .put("platform_system", "Linux")
                .put("platform_machine", architecture)
                .put("platform_release", "")
                .put("platform_version", "")
                .put("platform_python_implementation", "CPython")
                .put("implementation_name", "cpython")
                .put("implementation_version", fullVersion)
                .put("python_version", python.toString())
                .put("python_full_version", fullVersion)
                .put("extra", "")
                .buildOrThrow());
    }

    /** The target spelled out, such as {@code python3.10-manylinux_2_35_x86_64}. */
    public String spelledOut() {
        return "python" + python + "-manylinux_2_" + glibcMinor + "_" + architecture;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetRuntime target
                && name.equals(target.name)
                && fullVersion.equals(target.fullVersion)
                && glibcMinor == target.glibcMinor
                && architecture.equals(target.architecture);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, fullVersion, glibcMinor, architecture);
    }

    @Override
    public String toString() {
        return name;
    }
}
