package dev.dyndeps.adapter.databricks;

import com.google.common.base.Throwables;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.util.Optional;

/** Why the SDK could not be configured or could not get a token, in words that say what to do. */
final class SignInProblems {
    private SignInProblems() {}

    /** What a failure of the SDK's configuration or credentials means; it has no types for them, only words. */
    static RuntimeException of(RuntimeException failure, ConnectionSettings settings) {
        String words = words(failure);
        Optional<IOException> connection = connection(failure);
        if (connection.isPresent()) {
            return unreachable(settings.variable("DATABRICKS_HOST").orElse("of the profile"), connection.get());
        }
        if (words.contains("profile configured")) {
            return noProfile(settings);
        }
        if (words.contains("cannot configure default credentials")) {
            return new UserError(
                    Code.SIGN_IN,
                    where(settings),
                    "there are no credentials for the workspace",
                    "Set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or choose a profile of "
                            + settings.configFile() + " with --profile");
        }
        if (words.contains("more than one authorization method")) {
            return new UserError(
                    Code.SIGN_IN,
                    where(settings),
                    "credentials of several kinds are configured: "
                            + words.substring(words.lastIndexOf(':') + 1).strip(),
                    "Unset all but one kind, or set DATABRICKS_AUTH_TYPE");
        }
        return new UserError(
                Code.SIGN_IN,
                where(settings),
                "signing in failed: " + words,
                "Check the credentials, or sign in again with: databricks auth login");
    }

    /** Nothing says which workspace is meant. */
    static UserError noHost(ConnectionSettings settings) {
        // The SDK takes a missing file for an empty one, and says nothing.
        if (settings.chosenProfile().isPresent()) {
            return noProfile(settings);
        }
        return new UserError(
                Code.SIGN_IN,
                where(settings),
                "no Databricks workspace is configured",
                "Set DATABRICKS_HOST and DATABRICKS_TOKEN, or choose a profile of " + settings.configFile()
                        + " with --profile");
    }

    static UserError unknownHost(String host) {
        return new UserError(
                Code.SIGN_IN,
                host,
                "there is no such host, or this machine has no network",
                "Check DATABRICKS_HOST or the profile's host: it looks like https://NAME.cloud.databricks.com");
    }

    static RemoteError unreachable(String host, IOException e) {
        return new RemoteError(
                "the workspace " + host + " cannot be reached: " + reason(e),
                "Check DATABRICKS_HOST or the profile's host, and the network");
    }

    private static UserError noProfile(ConnectionSettings settings) {
        return new UserError(
                Code.SIGN_IN,
                where(settings),
                settings.configFile() + " has no profile of this name, or none that names a host",
                "Choose one of its sections, or add one with: databricks auth login --profile NAME");
    }

    private static String where(ConnectionSettings settings) {
        return settings.chosenProfile()
                .map(profile -> "--profile " + profile)
                .or(() -> settings.variable("DATABRICKS_HOST"))
                .orElse("DATABRICKS_HOST");
    }

    /** The SDK's message without the list of all settings that it adds. */
    private static String words(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        int settings = message.indexOf(". Config:");
        return settings < 0 ? message : message.substring(0, settings);
    }

    static Optional<IOException> connection(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst();
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
