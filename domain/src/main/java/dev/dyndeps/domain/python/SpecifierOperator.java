package dev.dyndeps.domain.python;

/** The operators of version specifiers (PEP 440); one that begins with another comes before it. */
enum SpecifierOperator {
    ARBITRARY("==="),
    COMPATIBLE("~="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String text;

    SpecifierOperator(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
