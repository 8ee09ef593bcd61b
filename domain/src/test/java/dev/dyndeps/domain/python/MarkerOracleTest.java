package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkerOracleTest extends OracleTest {
    private static final String ALPHABET = "ao3._() '\"<>=!~*in";
    private static final ImmutableList<MarkerEnvironment> ENVIRONMENTS = ImmutableList.of(
            TargetRuntime.parse("dbr-14.3").markers(),
            TargetRuntime.parse("python3.8-manylinux_2_17_aarch64").markers().withExtra("Foo_Bar"),
            TargetRuntime.local("3.14.0rc1", 36, "x86_64").markers().withExtra("x"),
            new MarkerEnvironment(ImmutableMap.<String, String>builder()
                    .putAll(TargetRuntime.parse("dbr-16.4").markers().values())
                    .put("os_name", "nt")
                    .put("sys_platform", "win32")
                    .put("platform_system", "Windows")
                    .put("platform_release", "10")
                    .put("platform_version", "10.0.19045")
                    .put("platform_python_implementation", "PyPy")
                    .buildKeepingLast()));

    /** A marker; with {@code loose} spacing, parentheses and spelling as the grammar allows, else in canonical form. */
    private static String marker(Texts texts, int depth, boolean loose) {
        int operands = depth == 0 || texts.chance(40) ? 1 : 2 + texts.below(2);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < operands; i++) {
            text.append(i > 0 ? " or " : "").append(conjunction(texts, depth, loose));
        }
        return text.toString();
    }

    private static String conjunction(Texts texts, int depth, boolean loose) {
        int operands = depth == 0 || texts.chance(60) ? 1 : 2 + texts.below(2);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < operands; i++) {
            text.append(i > 0 ? " and " : "");
            if (loose && depth > 0 && texts.chance(40)) {
                text.append('(').append(texts.blanks()).append(marker(texts, depth - 1, true));
                text.append(texts.blanks()).append(')');
            } else if (!loose && depth > 0 && operands > 1 && texts.chance(30)) {
                text.append('(').append(comparison(texts, false)).append(" or ");
                text.append(comparison(texts, false)).append(')');
            } else {
                text.append(comparison(texts, loose));
            }
        }
        return text.toString();
    }

    private static String comparison(Texts texts, boolean loose) {
        String variable = texts.one(
                "python_version",
                "python_version",
                "python_full_version",
                "python_full_version",
                "os_name",
                "sys_platform",
                "platform_system",
                "platform_release",
                "platform_version",
                "platform_machine",
                "platform_python_implementation",
                "implementation_name",
                "implementation_version",
                "extra",
                "extra");
        String operator = texts.one("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in");
        String value = switch (variable) {
            case "python_version", "python_full_version", "implementation_version" ->
                texts.one(
                        "3.8",
                        "3.10",
                        "3.10.12",
                        "3",
                        "3.*",
                        "3.10.*",
                        "3.14",
                        "3.14.0rc1",
                        "4",
                        "2.7, 3.8",
                        "3.8 3.10",
                        "3.14.0a1",
                        "odd");
            case "platform_release", "platform_version" -> texts.one("10", "9.5", "5.15.0-1041-azure", "");
            case "extra" -> texts.one("foo-bar", "x", "", "y");
            default ->
                texts.one(
                        "posix",
                        "nt",
                        "linux",
                        "win32",
                        "Linux",
                        "Windows",
                        "x86_64",
                        "aarch64",
                        "CPython",
                        "PyPy",
                        "cpython",
                        "win32 linux",
                        "1.0",
                        "");
        };
        if (loose) {
            variable = loose(texts, variable);
            value = value.equals("foo-bar") ? texts.one("foo-bar", "Foo_Bar", "foo.bar") : value;
        }
        String quote = loose ? texts.one("'", "\"") : "\"";
        String literal = quote + value + quote;
        String spacing = loose && operator.charAt(0) < 'a' ? texts.blanks() : " ";
        return texts.chance(20)
                ? literal + spacing + operator + spacing + variable
                : variable + spacing + operator + spacing + literal;
    }

    private static String loose(Texts texts, String variable) {
        return switch (variable) {
            case "os_name" -> texts.one("os_name", "os.name");
            case "sys_platform" -> texts.one("sys_platform", "sys.platform");
            case "platform_version" -> texts.one("platform_version", "platform.version");
            case "platform_machine" -> texts.one("platform_machine", "platform.machine");
            case "platform_python_implementation" ->
                texts.one("platform_python_implementation", "platform.python_implementation", "python_implementation");
            default -> variable;
        };
    }

    private static String described(MarkerEnvironment environment) {
        Map<String, String> values = environment.values();
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("|"));
    }

    private Oracle.Answer ask(String text) {
        List<String> arguments = ImmutableList.<String>builder()
                .add(text)
                .addAll(ENVIRONMENTS.stream().map(MarkerOracleTest::described).iterator())
                .build();
        return oracle.ask("marker", arguments.toArray(String[]::new));
    }

    /** Ours, with Python's own word where it is no measure: it compares a text with a version, and fails. */
    private static List<String> holds(Marker marker, String text, Oracle.Answer answer) {
        ImmutableList.Builder<String> answers = ImmutableList.builder();
        answers.add(text);
        for (int i = 0; i < ENVIRONMENTS.size(); i++) {
            String expected = answer.isValue() ? answer.values().get(i + 1) : "";
            answers.add(expected.equals("?") ? "?" : holds(marker, ENVIRONMENTS.get(i), expected));
        }
        return answers.build();
    }

    private static String holds(Marker marker, MarkerEnvironment environment, String expected) {
        boolean lazy = expected.equals("!") && !(marker instanceof MarkerComparison); // Python evaluates all operands
        try {
            return lazy ? "!" : marker.holds(environment) ? "T" : "F";
        } catch (IllegalArgumentException e) {
            return "!";
        }
    }

    @Test
    void a_comparison_holds_where_it_does_in_python() {
        Texts texts = new Texts(6);
        Comparison comparison = new Comparison("single comparisons, each in four environments");
        for (int i = 0; i < 4_000; i++) {
            String text = comparison(texts, false);
            Oracle.Answer answer = ask(text);
            comparison.add(text, answer, () -> {
                Marker marker = Marker.parse(text);
                return holds(marker, marker.toString(), answer);
            });
        }
        comparison.verify(4_000, 0);
    }

    @Test
    void a_canonical_marker_is_written_as_in_python() {
        Texts texts = new Texts(7);
        Comparison comparison = new Comparison("canonical markers, each in four environments");
        for (int i = 0; i < 4_000; i++) {
            String text = marker(texts, 2, false);
            Oracle.Answer answer = ask(text);
            comparison.add(text, answer, () -> {
                Marker marker = Marker.parse(text);
                return holds(marker, marker.toString(), answer);
            });
        }
        comparison.verify(4_000, 0);
    }

    @Test
    void markers_in_any_spelling_hold_where_they_do_in_python() {
        Texts texts = new Texts(8);
        Comparison comparison = new Comparison("markers in any spelling, each in four environments");
        for (int i = 0; i < 5_000; i++) {
            String spelled = marker(texts, 3, true);
            String text = texts.chance(70) ? spelled : texts.damaged(spelled, ALPHABET);
            Oracle.Answer answer = ask(text);
            // Python writes its parentheses as they were given, so the text is compared with itself, read again.
            comparison.add(text, answer, () -> {
                Marker again = Marker.parse(Marker.parse(text).toString());
                return holds(again, answer.isValue() ? answer.values().get(0) : "", answer);
            });
        }
        comparison.verify(3_500, 500);
    }
}
