package dev.dyndeps.domain.python;

import java.util.function.IntPredicate;

/** A place in a text that only moves forward: what the hand-written parsers here read through. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    /** Another cursor at the same place. */
    Cursor copy() {
        Cursor copy = new Cursor(text);
        copy.at = at;
        return copy;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The character here, or -1 at the end. */
    int peek() {
        return peek(0);
    }

    /** The character that many places ahead, or -1 behind the end. */
    int peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : -1;
    }

    boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Steps over {@code expected} if it stands here, ASCII case ignored. */
    boolean acceptIgnoringCase(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            int c = peek(i);
            if (c > 127 || Character.toLowerCase(c) != expected.charAt(i)) {
                return false;
            }
        }
        at += expected.length();
        return true;
    }

    /** Steps over a word that neither letter, digit nor underscore follows. */
    boolean acceptWord(String word) {
        int next = peek(word.length());
        if (!text.startsWith(word, at) || Text.isAlphanumeric(next) || next == '_') {
            return false;
        }
        at += word.length();
        return true;
    }

    boolean accept(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    String takeWhile(IntPredicate wanted) {
        int from = at;
        while (at < text.length() && wanted.test(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Steps over spaces and tabs; whether there were any. */
    boolean skipBlanks() {
        return !takeWhile(c -> c == ' ' || c == '\t').isEmpty();
    }

    IllegalArgumentException error(String what) {
        return new IllegalArgumentException(
                what + (atEnd() ? " at the end of " : " at character " + (at + 1) + " of ") + Text.quote(text));
    }
}
