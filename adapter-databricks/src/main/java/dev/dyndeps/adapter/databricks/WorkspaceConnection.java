package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.ApiClient;
import com.google.common.base.Suppliers;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A connection to a Databricks workspace. Nothing is looked up, and no class of the SDK loaded, before something is
 * asked of it. Used by many threads at once.
 */
public final class WorkspaceConnection {
    private final ConnectionSettings settings;
    private final Supplier<SdkClient> sdk;

    public WorkspaceConnection(ConnectionSettings settings) {
        this.settings = settings;
        this.sdk = Suppliers.memoize(() -> SdkClient.of(settings));
    }

    /**
     * The SDK's client: {@code new JobsAPI(connection.client())}. It repeats what the service answers with 429, 501 or 503,
     * four times in some 8 seconds, and nothing else.
     *
     * @throws UserError ({@code SIGN_IN}) if no workspace, or no profile of that name, is configured
     */
    public ApiClient client() {
        return sdk.get().client();
    }

    /** The workspace's address, such as {@code https://adb-1.azuredatabricks.net}. */
    public String host() {
        return sdk.get().host();
    }

    /** The profile that was asked for, other than by the environment; who is told of a command must be told of it. */
    public Optional<String> profile() {
        return settings.profile();
    }

    /**
     * Asks something of the service and says in our words what went wrong. What is thrown inside and is not the SDK's goes
     * through; to decide on a {@link ServiceAnswer}, catch the SDK's exception inside.
     *
     * @param doing such as {@code uploading the wheelhouse}, for a sentence
     * @param where the path, job or option it is about
     * @throws UserError ({@code SIGN_IN}, {@code PERMISSION_DENIED}) for what the user has to put right
     * @throws RemoteError for what the service said else, or if it cannot be reached
     * @throws Interrupted if the thread was interrupted while it waited
     */
    public <T> T call(String doing, String where, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw error(doing, where, e);
        }
    }

    /**
     * As {@link #call(String, String, Supplier)}, for requests that may be made twice: they are made again, two times, where
     * the service failed or the connection broke, and the SDK does not see to it.
     */
    public <T> T repeat(String doing, String where, Supplier<T> call) {
        return call(doing, where, () -> Repeats.of(call));
    }

    /** As {@link #call(String, String, Supplier)}, for what answers nothing. */
    public void run(String doing, String where, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw error(doing, where, e);
        }
    }

    /** What a failure of the SDK means, for callers that catch it themselves; another failure as it is. */
    public RuntimeException error(String doing, String where, RuntimeException failure) {
        return SdkFailures.isOne(failure)
                ? new SdkFailures(settings, host(), sdk.get().secrets()).translate(doing, where, failure)
                : failure;
    }
}
