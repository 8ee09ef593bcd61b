package dev.dyndeps.domain.python;

/** One side of a comparison in a marker: a variable of the environment, or a text in quotes. */
sealed interface MarkerOperand {
    String in(MarkerEnvironment environment);

    record Variable(MarkerVariable variable) implements MarkerOperand {
        @Override
        public String in(MarkerEnvironment environment) {
            return environment
                    .value(variable)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the environment says nothing of the marker variable " + variable));
        }

        @Override
        public String toString() {
            return variable.toString();
        }
    }

    record Literal(String text) implements MarkerOperand {
        @Override
        public String in(MarkerEnvironment environment) {
            return text;
        }

        /** In double quotes unless it holds one: the grammar knows no escapes. */
        @Override
        public String toString() {
            char quote = text.indexOf('"') >= 0 ? '\'' : '"';
            return quote + text + quote;
        }
    }
}
