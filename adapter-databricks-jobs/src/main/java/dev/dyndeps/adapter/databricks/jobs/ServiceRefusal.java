package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Optional;

/** Recognizes that the service does not take what it was given, which is for the user to change. */
final class ServiceRefusal {
    private static final ImmutableSet<String> CODES = ImmutableSet.of(
            "INVALID_PARAMETER_VALUE",
            "INVALID_PARAMETER",
            "MALFORMED_REQUEST",
            "BAD_REQUEST",
            "INVALID_STATE",
            "FEATURE_DISABLED",
            "QUOTA_EXCEEDED",
            "RESOURCE_LIMIT_EXCEEDED");

    /** The service may list all its node types; nobody reads that. */
    private static final int LONGEST = 400;

    private ServiceRefusal() {}

    /** The user's error; empty if it is none. */
    static Optional<UserError> of(DatabricksException failure, String where, String what, String next) {
        return ServiceAnswer.of(failure)
                .filter(answer -> CODES.contains(answer.code()))
                .map(answer ->
                        new UserError(Code.OPTION_INVALID, where, what + ": " + sentence(answer.message()), next));
    }

    /** In one line, without a full stop at its end. */
    static String sentence(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        line = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
