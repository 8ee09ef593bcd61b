package dev.dyndeps.adapter.toml;

/** How deep the brackets of a document nest, without recursion. */
final class Nesting {
    private Nesting() {}

    /** The deepest level, brackets in strings and comments aside. */
    static int of(String text) {
        int depth = 0;
        int deepest = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = after(text, "\n", at);
            } else if (c == '"' || c == '\'') {
                at = afterString(text, at, c);
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                deepest = Math.max(deepest, depth);
                at++;
            }
        }
        return deepest;
    }

    private static int afterString(String text, int start, char quote) {
        String triple = String.valueOf(quote).repeat(3);
        if (text.startsWith(triple, start)) {
            return after(text, triple, start + 3);
        }
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' && quote == '"' ? 2 : 1;
        }
        return at + 1;
    }

    private static int after(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }
}
