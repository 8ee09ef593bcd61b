package dev.dyndeps.domain.python;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import java.util.Optional;

/** Reads a requirement by the grammar of PEP 508, one step per character. */
final class RequirementParser {
    private final String text;
    private final Cursor cursor;

    RequirementParser(String text) {
        this.text = text;
        this.cursor = new Cursor(text);
    }

    Requirement requirement() {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new IllegalArgumentException("a control character in the requirement " + Text.quote(text));
        }
        cursor.skipBlanks();
        DistributionName name = name();
        cursor.skipBlanks();
        ImmutableSortedSet<String> extras = cursor.accept('[') ? extras() : ImmutableSortedSet.of();
        cursor.skipBlanks();
        if (cursor.accept('@')) {
            Optional<String> url = Optional.of(url());
            boolean blanks = cursor.skipBlanks();
            Optional<Marker> marker = blanks ? marker() : Optional.empty();
            return new Requirement(name, extras, SpecifierSet.ANY, url, end(marker));
        }
        SpecifierSet specifiers = specifiers();
        cursor.skipBlanks();
        return new Requirement(name, extras, specifiers, Optional.empty(), end(marker()));
    }

    private DistributionName name() {
        Cursor before = cursor.copy();
        String name = cursor.takeWhile(DistributionName::isNameCharacter);
        try {
            return DistributionName.of(name);
        } catch (IllegalArgumentException e) {
            throw before.error("expected a name (" + Text.reason(e) + ")");
        }
    }

    private ImmutableSortedSet<String> extras() {
        ImmutableSortedSet.Builder<String> extras = ImmutableSortedSet.naturalOrder();
        cursor.skipBlanks();
        if (cursor.accept(']')) {
            return extras.build();
        }
        do {
            cursor.skipBlanks();
            extras.add(name().value());
            cursor.skipBlanks();
        } while (cursor.accept(','));
        if (!cursor.accept(']')) {
            throw cursor.error("expected a comma or a closing bracket");
        }
        return extras.build();
    }

    private String url() {
        cursor.skipBlanks();
        String url = cursor.takeWhile(c -> c != ' ' && c != '\t');
        if (url.isEmpty()) {
            throw cursor.error("expected a URL");
        }
        return url;
    }

    private SpecifierSet specifiers() {
        Cursor before = cursor.copy();
        boolean inParentheses = cursor.accept('(');
        String clauses = Text.strip(cursor.takeWhile(c -> c != ';' && c != ')'));
        if (inParentheses && !cursor.accept(')')) {
            throw cursor.error("expected a closing parenthesis");
        }
        Iterable<String> pieces = Splitter.on(',').split(clauses);
        boolean emptyClause = Iterables.any(
                Iterables.limit(pieces, Iterables.size(pieces) - 1),
                piece -> Text.strip(piece).isEmpty());
        if (emptyClause) {
            throw before.error("an empty version specifier");
        }
        try {
            return SpecifierSet.parse(clauses);
        } catch (IllegalArgumentException e) {
            throw before.error(Text.reason(e));
        }
    }

    private Optional<Marker> marker() {
        if (!cursor.accept(';')) {
            return Optional.empty();
        }
        cursor.skipBlanks();
        return Optional.of(new MarkerParser(cursor).marker());
    }

    private Optional<Marker> end(Optional<Marker> marker) {
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            throw cursor.error("expected the end of the requirement");
        }
        return marker;
    }
}
