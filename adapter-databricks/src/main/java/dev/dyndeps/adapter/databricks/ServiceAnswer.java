package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.DatabricksError;
import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.util.Optional;

/**
 * How the service refused a request. Decide by the code: the SDK changes some statuses (a 400
 * {@code RESOURCE_ALREADY_EXISTS} arrives as 409); an answer to HEAD has no code.
 *
 * @param status of HTTP; 523 if there was no answer at all
 * @param code such as {@code RESOURCE_DOES_NOT_EXIST}; empty if the answer had none
 * @param message in the service's words; empty if there was none
 */
public record ServiceAnswer(int status, String code, String message) {
    /** The SDK's own status for a failure of the connection. */
    private static final int NO_ANSWER = 523;

    /** The answer behind a failure of the SDK, also where it wraps the last of its attempts. */
    public static Optional<ServiceAnswer> of(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .filter(DatabricksError.class::isInstance)
                .map(DatabricksError.class::cast)
                .findFirst()
                .map(error -> new ServiceAnswer(
                        error.getStatusCode(),
                        Strings.nullToEmpty(error.getErrorCode()),
                        Strings.nullToEmpty(error.getMessage())));
    }

    /** Whether what was asked for is not there. */
    public boolean isMissing() {
        return status == 404 || code.equals("RESOURCE_DOES_NOT_EXIST");
    }

    /** Whether something of that name is there. */
    public boolean isAlreadyThere() {
        return code.equals("RESOURCE_ALREADY_EXISTS") || code.equals("ALREADY_EXISTS");
    }

    /** Whether this user may not. */
    public boolean isDenied() {
        return status == 403 && !isSignIn();
    }

    /** Whether the token is missing, unknown or expired: a 403 without a name says that, and one with a name does not. */
    public boolean isSignIn() {
        return status == 401
                || code.equals("UNAUTHENTICATED")
                || (status == 403 && (code.equals("403") || (code.isEmpty() && message.contains("token"))));
    }

    /** Whether the connection failed or broke, and nobody knows if the request was heard. */
    public boolean isNoAnswer() {
        return status == NO_ANSWER;
    }

    /** Whether the same request may well succeed a little later. */
    public boolean mayPass() {
        return status == 429 || status >= 500;
    }
}
