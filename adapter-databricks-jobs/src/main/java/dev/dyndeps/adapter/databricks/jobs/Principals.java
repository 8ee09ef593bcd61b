package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.regex.Pattern;

/** Users (by e-mail address), service principals (by application id, a UUID) and groups, as the API tells them apart. */
final class Principals {
    private static final Pattern APPLICATION_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final ImmutableSet<String> LEVELS =
            ImmutableSet.of("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER");

    private Principals() {}

    /** Whom runs act for; groups cannot. */
    static ObjectNode runAs(String name) {
        return Json.object().put(isApplication(name) ? "service_principal_name" : "user_name", name);
    }

    /**
     * An access control list of a job.
     *
     * @throws UserError ({@code OPTION_INVALID}) for a level that jobs don't have
     */
    static ArrayNode access(ImmutableMap<String, String> levels) {
        ArrayNode list = Json.array();
        levels.forEach((name, level) -> {
            if (!LEVELS.contains(level)) {
                throw new UserError(
                        Code.OPTION_INVALID,
                        "--permission " + name + "=" + level,
                        "jobs have no permission of this name",
                        "Choose one of: " + String.join(", ", LEVELS));
            }
            list.addObject().put(field(name), name).put("permission_level", level);
        });
        return list;
    }

    /** The field that names a user, a service principal or a group. */
    static String field(String name) {
        if (isApplication(name)) {
            return "service_principal_name";
        }
        return name.contains("@") ? "user_name" : "group_name";
    }

    private static boolean isApplication(String name) {
        return APPLICATION_ID.matcher(name).matches();
    }
}
