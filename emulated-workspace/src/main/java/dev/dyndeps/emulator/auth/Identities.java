package dev.dyndeps.emulator.auth;

import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Authenticator;
import dev.dyndeps.emulator.http.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The users of the workspace, their tokens, and the clients that may ask for tokens. */
public final class Identities implements Authenticator {
    private final InstantSource clock;
    private final AtomicLong ids = new AtomicLong(1000);
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    public Identities(InstantSource clock) {
        this.clock = clock;
    }

    private record Token(User user, Instant expires) {}

    /** A service principal's credentials for OAuth, machine to machine. */
    public record Client(String id, String secret) {}

    /** The user of that name, made if there is none. */
    public User user(String name) {
        return users.computeIfAbsent(name, n -> new User(ids.incrementAndGet(), n));
    }

    /** A new personal access token of a user, who is made if there is none. */
    public String newToken(String user) {
        String token = "dapi" + UUID.randomUUID().toString().replace("-", "");
        accept(token, user);
        return token;
    }

    /** Accepts this token as the user's. */
    public void accept(String token, String user) {
        tokens.put(token, new Token(user(user), Instant.MAX));
    }

    /** From now on the token is refused as expired. */
    public void expire(String token) {
        tokens.computeIfPresent(token, (text, known) -> new Token(known.user(), Instant.MIN));
    }

    /** New credentials of a service principal. */
    public Client newClient() {
        Client client = new Client(
                UUID.randomUUID().toString(),
                "dose" + UUID.randomUUID().toString().replace("-", ""));
        clients.put(client.id(), client);
        return client;
    }

    /** A token for a client that shows its secret; empty if it does not. */
    Optional<String> issue(Client shown, long seconds) {
        if (!shown.equals(clients.get(shown.id()))) {
            return Optional.empty();
        }
        String token = "eyJ" + UUID.randomUUID();
        tokens.put(token, new Token(user(shown.id()), clock.instant().plusSeconds(seconds)));
        return Optional.of(token);
    }

    @Override
    public User authenticate(Optional<String> bearer) {
        String shown = bearer.orElseThrow(() -> new ApiError(
                401, "UNAUTHENTICATED", "Credential was not sent or was of an unsupported type for this API."));
        return Optional.ofNullable(tokens.get(shown))
                .filter(token -> clock.instant().isBefore(token.expires()))
                .orElseThrow(() -> new ApiError(403, "403", "Invalid access token."))
                .user();
    }
}
