package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.base.Ascii;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import java.util.function.Supplier;

/** Whom the workspace knows us as; asked once. */
final class Me {
    private final Supplier<String> name;

    Me(Api api) {
        this.name = Suppliers.memoize(() -> api.call(
                        "asking who signed in",
                        api.connection().host(),
                        () -> api.get("/api/2.0/preview/scim/v2/Me", ImmutableMap.of()))
                .path("userName")
                .asText());
    }

    /** An e-mail address, or a service principal's application id. */
    String name() {
        return name.get();
    }

    /** Whether a user is us; capitals make no difference in an address. */
    boolean is(String user) {
        return Ascii.equalsIgnoreCase(user, name());
    }

    /** Where our own files are. */
    String home() {
        return "/Workspace/Users/" + name();
    }
}
