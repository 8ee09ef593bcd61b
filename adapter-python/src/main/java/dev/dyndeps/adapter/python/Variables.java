package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The environment variables that a process is started with: these and no others. */
public record Variables(ImmutableMap<String, String> values) {
    /** No variable at all, to add to. */
    public static final Variables NONE = new Variables(ImmutableMap.of());

    /** Those of this process. */
    public static Variables inherited() {
        return new Variables(ImmutableMap.copyOf(System.getenv()));
    }

    /** Those whose name passes. */
    public Variables only(Predicate<String> name) {
        return new Variables(ImmutableMap.copyOf(Maps.filterKeys(values, name::test)));
    }

    /** Those whose name does not pass. */
    public Variables without(Predicate<String> name) {
        return only(name.negate());
    }

    /** With one more, or another value for one. */
    public Variables with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** With these too; they win over what is there. */
    public Variables with(Map<String, String> more) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        return new Variables(all.putAll(values).putAll(more).buildKeepingLast());
    }

    /** The value, if the variable is set to something. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
