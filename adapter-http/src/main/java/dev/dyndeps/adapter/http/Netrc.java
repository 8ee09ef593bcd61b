package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Variables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logins of a {@code .netrc} file, as Python reads it; a file that it cannot read counts as an empty one.
 *
 * @param logins by host; {@code default} for all others
 */
record Netrc(ImmutableMap<String, Login> logins) {
    /** The file of {@code NETRC}, else the one of the user's home. */
    static Netrc of(Variables operator) {
        String home = operator.get("HOME").orElse("/nonexistent");
        return operator.get("NETRC")
                .map(file -> file.startsWith("~/") ? home + file.substring(1) : file)
                .map(Stream::of)
                .orElseGet(() -> Stream.of(home + "/.netrc", home + "/_netrc"))
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .map(Netrc::read)
                .orElse(new Netrc(ImmutableMap.of()));
    }

    Optional<Login> of(String host) {
        return Optional.ofNullable(logins.get(host)).or(() -> Optional.ofNullable(logins.get("default")));
    }

    private static Netrc read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Netrc(ImmutableMap.of());
        }
    }

    /** @throws IllegalArgumentException if it is malformed */
    static Netrc parse(String text) {
        Tokens tokens = new Tokens(new StringReader(text));
        Map<String, Login> logins = new LinkedHashMap<>();
        String token = tokens.next();
        while (!token.isEmpty()) {
            switch (token) {
                case "machine" -> token = login(tokens, tokens.next(), logins);
                case "default" -> token = login(tokens, "default", logins);
                case "macdef" -> {
                    tokens.skipMacro();
                    token = tokens.next();
                }
                default -> throw new IllegalArgumentException("netrc: machine, default or macdef expected");
            }
        }
        return new Netrc(ImmutableMap.copyOf(logins));
    }

    /** Reads what follows a host's name; gives the token after it. */
    private static String login(Tokens tokens, String host, Map<String, Login> logins) {
        Map<String, String> values = new LinkedHashMap<>();
        String token = tokens.next();
        while (!token.isEmpty() && !token.equals("machine") && !token.equals("default") && !token.equals("macdef")) {
            switch (token) {
                case "login", "user" -> values.put("login", tokens.next());
                case "account", "password" -> values.put(token, tokens.next());
                default -> throw new IllegalArgumentException("netrc: login, account or password expected");
            }
            token = tokens.next();
        }
        String user = values.getOrDefault("login", "");
        logins.put(
                host,
                new Login(
                        user.isEmpty() ? values.getOrDefault("account", "") : user,
                        values.getOrDefault("password", "")));
        return token;
    }

    /** The words of the file: comments left out, quotes and backslashes understood. */
    private static final class Tokens {
        private final StringReader text;
        private boolean lineEnded;

        Tokens(StringReader text) {
            this.text = text;
        }

        /** The next word; empty at the end. */
        String next() {
            int c = read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = read();
            }
            if (c == '#') {
                restOfLine();
                return next();
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = c == '"';
            if (quoted) {
                c = read();
            }
            while (c >= 0 && (quoted ? c != '"' : !Character.isWhitespace(c))) {
                word.append((char) (c == '\\' ? read() : c));
                c = read();
            }
            return word.toString();
        }

        /** To the first empty line. */
        void skipMacro() {
            String unused = next();
            if (!lineEnded) {
                restOfLine();
            }
            while (!restOfLine().isEmpty()) {}
        }

        private String restOfLine() {
            StringBuilder line = new StringBuilder();
            int c = read();
            while (c >= 0 && c != '\n') {
                line.append((char) c);
                c = read();
            }
            return line.toString();
        }

        private int read() {
            try {
                int c = text.read();
                lineEnded = c == '\n';
                return c;
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
