package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.DatabricksException;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.util.Optional;

/** What the SDK's exceptions mean to a user. Secrets are struck out of whatever is passed on. */
record SdkFailures(ConnectionSettings settings, String host, ImmutableList<String> secrets) {
    /** More than a sentence of the service, less than a page of a proxy. */
    private static final int LONGEST = 500;

    static boolean isOne(RuntimeException failure) {
        return failure instanceof DatabricksException;
    }

    RuntimeException translate(String doing, String where, RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return new Interrupted(doing);
        }
        if (Throwables.getCausalChain(failure).stream().anyMatch(SignInFailed.class::isInstance)) {
            return SignInProblems.of(failure, settings);
        }
        Optional<ServiceAnswer> answer = ServiceAnswer.of(failure);
        Optional<IOException> connection = SignInProblems.connection(failure);
        if (answer.isPresent() && !answer.get().isNoAnswer()) {
            return refused(doing, where, answer.get());
        }
        if (connection.isPresent() && isNoService(connection.get())) {
            return noService();
        }
        String reason = connection.map(SignInProblems::reason).orElseGet(() -> String.valueOf(failure.getMessage()));
        return new RemoteError(
                doing + " (" + where + "): the connection to " + host + " failed: " + shown(reason),
                "Check the network and that this is the right workspace, and run again");
    }

    private RuntimeException refused(String doing, String where, ServiceAnswer answer) {
        if (answer.isSignIn()) {
            return new UserError(
                    Code.SIGN_IN,
                    host,
                    "the workspace does not accept the token: " + said(answer),
                    "Make a new token, check that it is one of this workspace, or sign in again with: databricks auth login");
        }
        if (answer.isDenied()) {
            return new UserError(
                    Code.PERMISSION_DENIED,
                    where,
                    doing + " is not permitted for this user: " + said(answer),
                    "Ask its owner for the permission, or choose another place");
        }
        if (answer.status() < 500 && answer.status() != 429 && isForeign(answer)) {
            return noService();
        }
        return new RemoteError(
                doing + " (" + where + "): " + host + " answered " + answer.status() + " " + answer.code() + ": "
                        + said(answer),
                answer.mayPass()
                        ? "Run again in a few minutes; status.databricks.com says if the service has trouble"
                        : "See what the service says");
    }

    /** The service's errors are JSON with a code; a page of something else is not. */
    private static boolean isForeign(ServiceAnswer answer) {
        return answer.code().isEmpty() && answer.message().contains("<");
    }

    private static boolean isNoService(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JacksonException;
    }

    private UserError noService() {
        return new UserError(
                Code.SIGN_IN,
                host,
                "what answers there is no Databricks workspace",
                "Check DATABRICKS_HOST or the profile's host: it looks like https://NAME.cloud.databricks.com");
    }

    private String said(ServiceAnswer answer) {
        return answer.message().isEmpty() ? "status " + answer.status() : shown(answer.message());
    }

    private String shown(String text) {
        String clean = text.strip();
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        clean = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
        return clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean;
    }
}
