package dev.dyndeps.adapter.uv;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.packaging.Wheres;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * uv's reasons why there is no solution: sentences of the form {@code Because FACT and FACT, we can conclude that RESULT.}
 *
 * @param text all of them, with single blanks
 */
record Derivation(String text) {
    private static final String HEADING = "No solution found when resolving";
    private static final String CAUSE = "cause: ";
    private static final String END = "your requirements are unsatisfiable.";

    /** A requirement as uv writes it: a name, maybe extras, maybe specifiers. */
    private static final String REQUIREMENT = "([A-Za-z0-9][A-Za-z0-9._-]*(?:\\[[^\\]]*\\])?(?:[<>=!~]\\S*?)?)";

    private static final String STOP = "(?=,? |,$|$)";

    /** What nothing could be found for, each in its group 1. */
    private static final List<Pattern> UNMET = List.of(
            Pattern.compile(REQUIREMENT + " was not found in the (?:package registry|provided package locations)"),
            Pattern.compile("there (?:is|are) no versions? of " + REQUIREMENT + STOP),
            Pattern.compile(REQUIREMENT + " has no (?:usable wheels|wheels with )"),
            Pattern.compile("does not satisfy Python\\S+ and " + REQUIREMENT + " depends on Python"));

    private static final Pattern ONLY = Pattern.compile(
            "only (?:the following versions of )?([A-Za-z0-9][A-Za-z0-9._-]*)(?:[<>=]\\S*)? (?:is|are) available");
    private static final Pattern NEEDED =
            Pattern.compile("(?:all versions of )?(\\S+) depends? on " + REQUIREMENT + STOP);
    private static final Pattern REQUIRED = Pattern.compile("you require " + REQUIREMENT + STOP);
    private static final Pattern LAST_REQUIRED =
            Pattern.compile("you require (.+), we can conclude that " + Pattern.quote(END));

    static Optional<Derivation> in(List<String> output) {
        boolean heading = false;
        StringBuilder text = new StringBuilder();
        for (String line : output) {
            String words = line.strip();
            heading |= words.contains(HEADING);
            if (heading && (words.startsWith(CAUSE + "Because ") || text.length() > 0)) {
                if (words.startsWith("hint: ")) {
                    break;
                }
                text.append(words.startsWith(CAUSE) ? words.substring(CAUSE.length()) : words)
                        .append(' ');
            }
        }
        String whole = CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
        return whole.isEmpty() ? Optional.empty() : Optional.of(new Derivation(whole));
    }

    /** The one requirement that nothing meets; empty if requirements contradict each other. */
    Optional<Requirement> blamed() {
        if (contradicts()) {
            return Optional.empty();
        }
        for (Pattern pattern : UNMET) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Wheres.parse(matcher.group(1));
            }
        }
        Matcher only = ONLY.matcher(text);
        return only.find() ? asked(DistributionName.of(only.group(1))) : Optional.empty();
    }

    /** Who depends on the distribution. */
    Optional<DistributionName> neededBy(DistributionName name) {
        return NEEDED.matcher(text)
                .results()
                .filter(found -> Wheres.nameIn(found.group(2)).equals(Optional.of(name)))
                .flatMap(found -> Wheres.nameIn(found.group(1)).stream())
                .findFirst();
    }

    /** Every distribution that is spoken of; words that are none do no harm, since nobody asked for them. */
    ImmutableSet<DistributionName> names() {
        return Splitter.on(CharMatcher.anyOf(" ,"))
                .omitEmptyStrings()
                .splitToStream(text)
                .flatMap(word -> Wheres.nameIn(word).stream())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The facts, without what uv concludes from them. */
    String facts() {
        return Splitter.onPattern("(?<=\\.)(?: \\(\\d+\\))? ")
                .splitToStream(text)
                .map(sentence ->
                        sentence.replaceFirst(", we can conclude that .*", "").replaceFirst("^(?:And b|B)ecause ", ""))
                .collect(Collectors.joining("; "));
    }

    /** Whether the last step joins two requirements: each by itself could be met. */
    private boolean contradicts() {
        Matcher last = LAST_REQUIRED.matcher(text.substring(Math.max(0, text.lastIndexOf("ecause "))));
        return last.find() && last.group(1).contains(" and ");
    }

    private Optional<Requirement> asked(DistributionName name) {
        return List.of(NEEDED, REQUIRED).stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(found.groupCount()))
                .flatMap(found -> Wheres.parse(found).stream())
                .filter(requirement -> requirement.name().equals(name))
                .findFirst();
    }
}
