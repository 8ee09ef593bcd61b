package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Builds without running anything: the wheel that a test says belongs to a place of the input; else a pure wheel of the
 * modules in the source, with the name, version, dependencies and Python that its text says. A {@code setup.py} that
 * raises is a build that fails.
 */
public final class FakeWheelBuilder implements WheelBuilder {
    private static final ImmutableList<String> PROJECT_FILES =
            ImmutableList.of("pyproject.toml", "setup.cfg", "setup.py");
    private static final Pattern NAME = setting("name");
    private static final Pattern VERSION = setting("version");
    private static final Pattern PYTHON = Pattern.compile("(?:requires-python|python_requires) *= *[\"']([^\"']+)");
    private static final Pattern DEPENDENCIES = Pattern.compile("(?:dependencies|install_requires) *= *\\[([^]]*)]");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern RAISES = Pattern.compile("(?m)^raise .+");

    private final Map<String, WheelMaker> wheels = new HashMap<>();
    private final List<SourceTree> built = new ArrayList<>();
    private String tool = "fake 1.0";

    /** From now on, this is what is built of the project or source distribution at the place. */
    public FakeWheelBuilder put(String where, WheelMaker wheel) {
        wheels.put(where, wheel);
        return this;
    }

    /** What was built so far, in order. */
    public ImmutableList<SourceTree> built() {
        return ImmutableList.copyOf(built);
    }

    @Override
    public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
        WheelMaker wheel = Optional.of(source.where())
                .filter(where -> Files.exists(source.path()))
                .map(wheels::get)
                .orElseGet(() -> described(source));
        String python = wheel.requiresPythonText();
        if (!SpecifierSet.parse(python).contains(Version.parse(target.fullVersion()), true)) {
            throw new UserError(
                    Code.REQUIRES_PYTHON, source.where(), "it requires Python " + python, "Choose another target");
        }
        built.add(source);
        return new BuiltWheel(wheel.writeTo(into), tool);
    }

    @Override
    public HashCode fingerprint(TargetRuntime target) {
        return Hashing.sha256().hashUnencodedChars(tool);
    }

    /** From now on it is another tool that builds. */
    public FakeWheelBuilder tool(String other) {
        tool = other;
        return this;
    }

    /** The wheel that the source's own text describes. */
    private static WheelMaker described(SourceTree source) {
        String text = text(source);
        Matcher raises = RAISES.matcher(text);
        if (raises.find()) {
            throw new ToolError(
                    "the build of " + source.where() + " failed",
                    "Bring a wheel of it instead",
                    ImmutableList.of("fake", "build"),
                    1,
                    ImmutableList.of(raises.group()),
                    Optional.empty());
        }
        String name = find(NAME, text).orElseThrow(() -> invalid(source, "it says no name"));
        String version = find(VERSION, text).orElseThrow(() -> invalid(source, "it says no version"));
        WheelMaker wheel =
                new WheelMaker(name, version, "py3-none-any", ImmutableMap.of(), ImmutableList.of(), ImmutableMap.of());
        Optional<String> python = find(PYTHON, text);
        if (python.isPresent()) {
            wheel = wheel.requiresPython(python.get());
        }
        Matcher dependency = QUOTED.matcher(find(DEPENDENCIES, text).orElse(""));
        while (dependency.find()) {
            wheel = wheel.requires(dependency.group(1));
        }
        return withModules(wheel, source.path());
    }

    /** The text that describes a project: its files of settings, or, of a source distribution, all of it. */
    private static String text(SourceTree source) {
        try {
            if (Files.isRegularFile(source.path())) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(source.path()))) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            StringBuilder text = new StringBuilder();
            for (String file : PROJECT_FILES) {
                Path path = source.path().resolve(file);
                text.append(Files.exists(path) ? Files.readString(path) : "").append('\n');
            }
            return text.toString();
        } catch (ZipException e) {
            throw invalid(source, "it cannot be unpacked: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WheelMaker withModules(WheelMaker wheel, Path source) {
        if (Files.isRegularFile(source)) {
            return wheel;
        }
        ImmutableSortedMap.Builder<String, Path> modules = ImmutableSortedMap.naturalOrder();
        WheelMaker whole = wheel;
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(file -> file.toString().endsWith(".py") && !file.endsWith("setup.py"))
                    .forEach(file -> modules.put(source.relativize(file).toString(), file));
            for (Map.Entry<String, Path> module : modules.buildOrThrow().entrySet()) {
                whole = whole.file(module.getKey(), Files.readString(module.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole;
    }

    private static Pattern setting(String name) {
        return Pattern.compile("(?m)(?:^|[( ])" + name + " *= *[\"']?([^\"',\\s)]+)");
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static UserError invalid(SourceTree source, String what) {
        return new UserError(Code.PROJECT_INVALID, source.where(), what, "Give the project a name and a version");
    }
}
