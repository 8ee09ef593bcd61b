package dev.dyndeps.adapter.dbfs;

import com.google.common.base.Throwables;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ProgressListener;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats what may well succeed a little later and what the SDK does not repeat by itself: connections that broke, time-outs,
 * a 500, and uploads that the service was too busy for. Not 429, 501 and 503, which the SDK has tried four times already.
 */
final class Retries {
    private static final int ATTEMPTS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Duration first;
    private final ProgressListener listener;

    /** @param first the wait before the second attempt; it doubles, within a quarter more or less */
    Retries(Duration first, ProgressListener listener) {
        this.first = first;
        this.listener = listener;
    }

    <T> T get(String doing, Supplier<T> call) {
        try {
            return Failsafe.with(RetryPolicy.<T>builder()
                            .handleIf(Retries::mayPass)
                            .withMaxAttempts(ATTEMPTS)
                            .withMaxDuration(LONGEST)
                            .withBackoff(first, first.multipliedBy(16))
                            .withJitter(0.25)
                            .onRetry(event -> listener.note(doing + " again: " + reason(event.getLastException())))
                            .build())
                    .get(call::get);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new Interrupted(doing);
            }
            throw e;
        }
    }

    void run(String doing, Runnable call) {
        Object unused = get(doing, () -> {
            call.run();
            return "";
        });
    }

    private static boolean mayPass(Throwable failure) {
        if (Thread.currentThread().isInterrupted() || isCaused(failure, UploadStream.Changed.class)) {
            return false;
        }
        if (isCaused(failure, ConnectException.class)
                || isCaused(failure, UnknownHostException.class)
                || isCaused(failure, NoRouteToHostException.class)) {
            return false;
        }
        return ServiceAnswer.of(failure)
                .filter(answer ->
                        answer.mayPass() && answer.status() != 429 && answer.status() != 501 && answer.status() != 503)
                .isPresent();
    }

    static boolean isCaused(Throwable failure, Class<? extends Throwable> by) {
        return Throwables.getCausalChain(failure).stream().anyMatch(by::isInstance);
    }

    private static String reason(Throwable failure) {
        Throwable root = Throwables.getRootCause(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
