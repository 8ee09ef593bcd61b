package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may do what with a job. Exactly one owns it. */
public record AccessList(ImmutableMap<Principal, Level> levels) {
    private static final Principal ALL = new Principal(Kind.GROUP_NAME, "users");

    /** Which field of the API names a principal. */
    public enum Kind {
        USER_NAME,
        GROUP_NAME,
        SERVICE_PRINCIPAL_NAME;

        public String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A user, a group or a service principal. */
    public record Principal(Kind kind, String name) {}

    /** @throws Refusal unless there is exactly one owner */
    public AccessList {
        if (levels.values().stream().filter(Level.IS_OWNER::equals).count() != 1) {
            throw Refusal.invalid("The job must have exactly one owner.");
        }
    }

    /** Nobody else may do anything. */
    public static AccessList ownedBy(String user) {
        return new AccessList(ImmutableMap.of(new Principal(Kind.USER_NAME, user), Level.IS_OWNER));
    }

    /** Exactly what the request lists. */
    public static AccessList parse(Fields request) {
        ImmutableMap.Builder<Principal, Level> levels = ImmutableMap.builder();
        for (Fields entry : request.objects("access_control_list")) {
            Kind kind = Arrays.stream(Kind.values())
                    .filter(candidate -> entry.has(candidate.field()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("An entry of access_control_list names nobody"));
            levels.put(
                    new Principal(kind, entry.required(kind.field())), Level.parse(entry.required("permission_level")));
        }
        return new AccessList(levels.buildKeepingLast());
    }

    /** With what the request lists; another owner takes the place of the one there is. */
    public AccessList with(Fields request) {
        boolean newOwner = request.objects("access_control_list").stream()
                .anyMatch(entry -> entry.text("permission_level").equals(Optional.of("IS_OWNER")));
        if (newOwner) {
            return parse(request);
        }
        Fields withOwner = new Fields(request.json().deepCopy());
        levels.forEach((principal, level) -> withOwner
                .json()
                .withArrayProperty("access_control_list")
                .insertObject(0)
                .put(principal.kind().field(), principal.name())
                .put("permission_level", level.name()));
        return parse(withOwner);
    }

    /** The most that a user may do. */
    public Optional<Level> of(String user) {
        return levels.entrySet().stream()
                .filter(entry -> entry.getKey().equals(ALL)
                        || (entry.getKey().kind() != Kind.GROUP_NAME
                                && entry.getKey().name().equals(user)))
                .map(java.util.Map.Entry::getValue)
                .max(Level::compareTo);
    }

    /** @throws Refusal if the user may do less */
    public void require(String user, Level level, String object) {
        if (of(user).filter(has -> has.compareTo(level) >= 0).isEmpty()) {
            throw Refusal.denied(
                    "User " + user + " does not have " + level.title() + " or Admin permissions on " + object);
        }
    }
}
