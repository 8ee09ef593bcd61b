package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The wheel of the package {@code user_modules} that loose modules become, written without pip (binary distribution
 * format).
 *
 * <p>Every folder on the way to a module gets an {@code __init__.py}; data files stay beside their modules. At the top of
 * the wheel each module has an alias, so that {@code import helpers} inside the modules goes on working and gives the very
 * module {@code user_modules.helpers}.
 *
 * @param fileName the wheel's name; its version carries the digest of its content
 * @param zip its entries; a module's bytes are asked for by its path in the archive
 * @param warnings names that cannot be imported
 */
public record UserModules(String fileName, ZipPlan zip, ImmutableList<String> warnings) {
    /** The package that loose modules become. */
    public static final String PACKAGE = "user_modules";

    private static final String ALIASES = "_user_modules_aliases.py";

    /**
     * A file of the input.
     *
     * @param source where it is in the archive
     * @param path where it is below its unit's root; a leading {@code user_modules/} is the package itself
     */
    public record Module(ArchivePath source, ArchivePath path, long size, HashCode sha256, boolean executable) {}

    /**
     * @throws UserError ({@code DUPLICATE_DISTRIBUTION}) if two units bring the same file with different content
     */
    public static UserModules of(Iterable<Module> modules, RuntimeSource runtime) {
        SortedMap<String, Module> files = new TreeMap<>();
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        for (Module module : modules) {
            String path = inPackage(module.path());
            Module other = files.putIfAbsent(path, module);
            if (other != null && !other.sha256().equals(module.sha256())) {
                throw new UserError(
                        Code.DUPLICATE_DISTRIBUTION,
                        other.source() + " and " + module.source(),
                        "both would be " + PACKAGE + "/" + path + ", with different content",
                        "Rename one of them, or put them into packages of their own");
            }
            if (path.endsWith(".py") && !importable(path)) {
                warnings.add(module.source() + ": no Python identifier, so it cannot be imported by name");
            }
        }
        ImmutableSortedMap<String, String> texts = texts(files.keySet(), runtime);
        String version = "0+" + digest(files, texts).toString().substring(0, 12);
        return new UserModules(
                PACKAGE + "-" + version + "-py3-none-any.whl", zip(version, files, texts), warnings.build());
    }

    /** The file's path in the package, in Unicode's composed form, as CPython compares names. */
    private static String inPackage(ArchivePath path) {
        String inside =
                path.value().startsWith(PACKAGE + "/") ? path.value().substring(PACKAGE.length() + 1) : path.value();
        return Normalizer.normalize(inside, Normalizer.Form.NFC);
    }

    private static boolean importable(String path) {
        for (String segment : path.substring(0, path.length() - ".py".length()).split("/", -1)) {
            boolean identifier = !segment.isEmpty()
                    && (segment.startsWith("_") || Character.isUnicodeIdentifierStart(segment.codePointAt(0)))
                    && segment.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
            if (!identifier) {
                return false;
            }
        }
        return true;
    }

    /** What we add: the packages' {@code __init__.py} where there is none, the aliases and their finder. */
    private static ImmutableSortedMap<String, String> texts(Iterable<String> files, RuntimeSource runtime) {
        SortedMap<String, String> texts = new TreeMap<>();
        NavigableSet<String> existing = new TreeSet<>();
        files.forEach(existing::add);
        texts.put(PACKAGE + "/__init__.py", "");
        for (String file : existing) {
            if (!file.endsWith(".py")) {
                continue;
            }
            for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
                texts.put(PACKAGE + "/" + file.substring(0, slash) + "/__init__.py", "");
            }
            String top =
                    file.contains("/") ? file.substring(0, file.indexOf('/')) : file.substring(0, file.length() - 3);
            if (importable(top + ".py") && !top.equals("__init__") && !top.equals("__main__")) {
                texts.put(top + ".py", runtime.aliasStub());
            }
        }
        existing.forEach(file -> texts.remove(PACKAGE + "/" + file));
        texts.put(ALIASES, runtime.aliases());
        return ImmutableSortedMap.copyOf(texts);
    }

    private static HashCode digest(Map<String, Module> files, Map<String, String> texts) {
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((path, module) -> hasher.putString(path + "\0" + module.sha256() + "\0", StandardCharsets.UTF_8));
        texts.forEach((path, text) -> hasher.putString(path + "\0" + text + "\0", StandardCharsets.UTF_8));
        return hasher.hash();
    }

    private static ZipPlan zip(String version, Map<String, Module> files, Map<String, String> texts) {
        String info = PACKAGE + "-" + version + ".dist-info/";
        StringBuilder tops = new StringBuilder();
        ImmutableList.Builder<ZipPlan.Entry> entries = ImmutableList.builder();
        StringBuilder record = new StringBuilder();
        files.forEach((path, module) -> {
            String name = PACKAGE + "/" + path;
            entries.add(new ZipPlan.Content(name, module.source().value(), module.size(), module.executable()));
            line(record, name, module.sha256(), module.size());
        });
        SortedMap<String, String> all = new TreeMap<>(texts);
        texts.keySet().stream()
                .filter(path -> !path.contains("/"))
                .forEach(path ->
                        tops.append(path, 0, path.length() - ".py".length()).append('\n'));
        all.put(info + "METADATA", "Metadata-Version: 2.1\nName: " + PACKAGE + "\nVersion: " + version + "\n");
        all.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: dyndeps\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        all.put(info + "top_level.txt", tops.append(PACKAGE).append('\n').toString());
        all.forEach((path, text) -> {
            entries.add(new ZipPlan.Text(path, text));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            line(record, path, Hashing.sha256().hashBytes(bytes), bytes.length);
        });
        record.append(info).append("RECORD,,\n");
        entries.add(new ZipPlan.Text(info + "RECORD", record.toString()));
        return new ZipPlan(entries.build());
    }

    /** One line of RECORD; a field with a comma or a quote is quoted. */
    private static void line(StringBuilder record, String path, HashCode sha256, long size) {
        boolean quoted = path.contains(",") || path.contains("\"");
        record.append(quoted ? '"' + path.replace("\"", "\"\"") + '"' : path)
                .append(",sha256=")
                .append(BaseEncoding.base64Url().omitPadding().encode(sha256.asBytes()))
                .append(',')
                .append(size)
                .append('\n');
    }
}
