package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Arrays;
import java.util.Optional;

/** The options that pip knows in a requirements file, by what becomes of them. */
enum OptionKind {
    INCLUDE("-r", "--requirement"),
    CONSTRAIN("-c", "--constraint"),
    EDITABLE("-e", "--editable"),
    HASH("--hash"),
    INDEX(
            "-i",
            "--index-url",
            "--pypi-url",
            "--extra-index-url",
            "--no-index",
            "-f",
            "--find-links",
            "--trusted-host",
            "--process-dependency-links"),
    FORBIDDEN(
            "-C",
            "--config-setting",
            "--config-settings",
            "--global-option",
            "--build-option",
            "--install-option",
            "--no-binary",
            "--only-binary",
            "--only-final",
            "--prefer-binary",
            "--pre",
            "--all-releases",
            "--require-hashes",
            "--use-feature",
            "--use-pep517",
            "--no-use-pep517",
            "--no-build-isolation");

    private final ImmutableSet<String> names;

    OptionKind(String... names) {
        this.names = ImmutableSet.copyOf(names);
    }

    /** The option's name in a word that starts with a hyphen: up to the {@code =}, or two characters of a short one. */
    static String name(String word) {
        if (!word.startsWith("--")) {
            return word.substring(0, Math.min(2, word.length()));
        }
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /**
     * The kind of an option that may stand in a file.
     *
     * @param word a word that starts with a hyphen
     * @throws UserError ({@code REQ_INDEX_OPTION}, {@code REQ_OPTION_FORBIDDEN}, {@code REQ_SYNTAX}) for every other
     */
    static OptionKind accepted(String word, Refusal at) {
        String name = name(word);
        Optional<OptionKind> kind =
                Arrays.stream(values()).filter(k -> k.names.contains(name)).findFirst();
        if (kind.isEmpty()) {
            throw unknown(name, at);
        }
        if (kind.get() == INDEX) {
            throw at.of(
                    Code.REQ_INDEX_OPTION,
                    name + " would choose where packages come from, which the input must not",
                    "Take the line out; set the index on this machine, in pip's own settings");
        }
        if (kind.get() == FORBIDDEN) {
            throw at.of(
                    Code.REQ_OPTION_FORBIDDEN, name + " would change how packages are built or chosen", instead(name));
        }
        return kind.get();
    }

    private static UserError unknown(String name, Refusal at) {
        String meant = Arrays.stream(values())
                .flatMap(k -> k.names.stream())
                .filter(known -> name.length() > 2 && known.startsWith(name))
                .findFirst()
                .map(known -> " (pip would read it as " + known + "; options must be written out)")
                .orElse("");
        return at.of(
                Code.REQ_SYNTAX,
                Refusal.quote(name) + " is no option of a requirements file" + meant,
                "Take it out, or write -r, -c, -e or --hash");
    }

    private static String instead(String name) {
        return switch (name) {
            case "--pre" -> "Take the line out; to get a pre-release name one, such as 'name>=2.0rc1'";
            case "--require-hashes" -> "Take the line out; a hash is checked wherever one is written";
            case "--only-binary", "--prefer-binary" ->
                "Take the line out; nothing but wheels is taken from the index anyway";
            case "--no-binary" -> "Take it out; to build a package from source put its sdist into the input";
            default -> "Take it out; what a build needs belongs into the project's own [build-system]";
        };
    }
}
