package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Reads a marker by the grammar of PEP 508, one step per character. */
final class MarkerParser {
    /** A marker that nests deeper is refused: the parser, and whoever evaluates it, descends once per level. */
    private static final int DEEPEST = 100;

    private final Cursor cursor;
    private int depth;

    MarkerParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads as much as is a marker, and the blanks behind it. */
    Marker marker() {
        List<Marker> operands = new ArrayList<>();
        do {
            operands.add(conjunction());
        } while (acceptBlanksAnd("or"));
        ImmutableList<Marker> flat = operands.stream()
                .flatMap(operand ->
                        operand instanceof MarkerOr or ? or.operands().stream() : ImmutableList.of(operand).stream())
                .collect(ImmutableList.toImmutableList());
        return flat.size() == 1 ? flat.get(0) : new MarkerOr(flat);
    }

    private Marker conjunction() {
        List<Marker> operands = new ArrayList<>();
        do {
            operands.add(atom());
        } while (acceptBlanksAnd("and"));
        ImmutableList<Marker> flat = operands.stream()
                .flatMap(operand ->
                        operand instanceof MarkerAnd and ? and.operands().stream() : ImmutableList.of(operand).stream())
                .collect(ImmutableList.toImmutableList());
        return flat.size() == 1 ? flat.get(0) : new MarkerAnd(flat);
    }

    private boolean acceptBlanksAnd(String word) {
        cursor.skipBlanks();
        boolean accepted = cursor.acceptWord(word);
        if (accepted) {
            cursor.skipBlanks();
        }
        return accepted;
    }

    private Marker atom() {
        if (!cursor.accept('(')) {
            return comparison();
        }
        if (++depth > DEEPEST) {
            throw cursor.error("a marker may nest " + DEEPEST + " levels deep");
        }
        cursor.skipBlanks();
        Marker inner = marker();
        if (!cursor.accept(')')) {
            throw cursor.error("expected a closing parenthesis");
        }
        depth--;
        return inner;
    }

    private Marker comparison() {
        MarkerOperand left = operand();
        cursor.skipBlanks();
        MarkerOperator operator = operator();
        cursor.skipBlanks();
        return new MarkerComparison(left, operator, operand());
    }

    private MarkerOperand operand() {
        if (cursor.peek() == '"' || cursor.peek() == '\'') {
            return literal((char) cursor.peek());
        }
        Cursor before = cursor.copy();
        String word = cursor.takeWhile(c -> Text.isAlphanumeric(c) || c == '_' || c == '.');
        return MarkerVariable.spelled(word)
                .map(MarkerOperand.Variable::new)
                .orElseThrow(() -> before.error(
                        word.isEmpty()
                                ? "expected a marker variable or a text in quotes"
                                : "unknown marker variable " + Text.quote(word)));
    }

    private MarkerOperand literal(char quote) {
        cursor.accept(quote);
        String text = cursor.takeWhile(c -> c != quote && c != '\\' && c != '\n' && c != '\r');
        if (!cursor.accept(quote)) {
            throw cursor.error("expected a closing quote");
        }
        return new MarkerOperand.Literal(text);
    }

    private MarkerOperator operator() {
        for (MarkerOperator operator : MarkerOperator.values()) {
            if (operator.comparesVersions() && cursor.accept(operator.text())) {
                return operator;
            }
        }
        if (cursor.acceptWord("in")) {
            return MarkerOperator.IN;
        }
        if (cursor.acceptWord("not") && cursor.skipBlanks() && cursor.acceptWord("in")) {
            return MarkerOperator.NOT_IN;
        }
        throw cursor.error("expected an operator, one of <= < != == >= > ~= === in, not in");
    }
}
