package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.DatabricksException;
import com.google.common.base.Throwables;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/** Makes a request again where the service failed or the connection broke, and the SDK does not see to it. */
final class Repeats {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 200;

    private Repeats() {}

    static <T> T of(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (DatabricksException e) {
                if (attempt == ATTEMPTS || !isWorthAnother(e) || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Who has waited in vain for minutes does not want to do so again. */
    private static boolean isWorthAnother(DatabricksException e) {
        boolean timedOut = Throwables.getCausalChain(e).stream().anyMatch(SocketTimeoutException.class::isInstance);
        return !timedOut
                && ServiceAnswer.of(e)
                        .filter(answer -> answer.isNoAnswer() || answer.status() == 500)
                        .isPresent();
    }

    /** Whether nobody interrupted it. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
