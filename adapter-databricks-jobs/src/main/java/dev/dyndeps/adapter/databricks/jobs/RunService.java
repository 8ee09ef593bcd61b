package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starting runs, and asking about them with the patience that they deserve. */
record RunService(Api api, Pace pace) {
    private static final int ATTEMPTS = 3;

    /**
     * Starts a run. The request names it by a token, so the same one can be sent again where nobody knows whether it was
     * heard. A caller who is interrupted leaves no run behind, as far as the service can be told.
     *
     * @param path {@code run-now} or {@code runs/submit}
     * @param refused what to say if the service does not take it
     * @return the run's number
     * @throws RemoteError saying so, if the service may work on the run although it did not tell
     */
    long start(String path, ObjectNode request, String where, Refusal refused) {
        boolean perhapsStarted = false;
        for (int attempt = 1; ; attempt++) {
            try {
                return send(path, request);
            } catch (DatabricksException e) {
                perhapsStarted |= perhapsHeard(e);
                if (Thread.currentThread().isInterrupted()) {
                    throw abandoned(path, request);
                }
                if (!mayPass(e) || attempt == ATTEMPTS) {
                    Optional<UserError> user = refused.of(e, where);
                    RuntimeException error =
                            user.isPresent() ? user.get() : api.connection().error("starting the run", where, e);
                    throw perhapsStarted && error instanceof RemoteError remote ? perhapsStarted(remote) : error;
                }
                Uninterruptibles.sleepUninterruptibly(pace.longest());
            }
        }
    }

    /** Whether nobody knows if the service took the request: all but that it is too busy or does not want it. */
    private static boolean perhapsHeard(DatabricksException e) {
        return mayPass(e)
                && ServiceAnswer.of(e).filter(answer -> answer.status() == 429).isEmpty();
    }

    private RemoteError perhapsStarted(RemoteError error) {
        return new RemoteError(
                error.getMessage() + "; the run may have been started all the same",
                "Look at " + api.connection().host()
                        + "/jobs/runs and cancel it there if it works; what it leaves is removed by: dyndeps clean",
                error);
    }

    /** Turns what the service does not take into an error of the user's. */
    @FunctionalInterface
    interface Refusal {
        Optional<UserError> of(DatabricksException failure, String where);
    }

    private long send(String path, ObjectNode request) {
        return api.post(Api.JOBS + path, request).path("run_id").asLong();
    }

    private Interrupted abandoned(String path, ObjectNode request) {
        boolean interrupted = Thread.interrupted();
        try {
            cancel(send(path, request));
        } catch (DatabricksException unknown) {
            // It may have been started all the same. Its folder is removed by the caller, so it fails when it gets
            // there.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new Interrupted("the start of the run");
    }

    /** @throws DatabricksException the SDK's failure */
    void cancel(long run) {
        api.post(Api.JOBS + "runs/cancel", Json.object().put("run_id", run));
    }

    /** @throws DatabricksException the SDK's failure */
    RunView view(long run) {
        return RunView.of(api.get(Api.JOBS + "runs/get", ImmutableMap.of("run_id", Long.toString(run))));
    }

    /** @throws DatabricksException the SDK's failure */
    TaskOutput output(long taskRun) {
        return TaskOutput.of(api.get(Api.JOBS + "runs/get-output", ImmutableMap.of("run_id", Long.toString(taskRun))));
    }

    /**
     * Asks again while the service is out of reach, for so long.
     *
     * @param heard is told of the first failure of each outage
     * @throws UserError if it does not let us
     * @throws RemoteError if it stays out of reach, or refuses
     */
    <T> T patiently(String doing, String where, Duration patience, Consumer<RuntimeException> heard, Supplier<T> ask) {
        Optional<Instant> since = Optional.empty();
        while (true) {
            try {
                return ask.get();
            } catch (DatabricksException e) {
                RuntimeException error = api.connection().error(doing, where, e);
                Instant now = pace.clock().instant();
                if (error instanceof UserError || !mayPass(e)) {
                    throw error;
                }
                if (since.isEmpty()) {
                    since = Optional.of(now);
                    heard.accept(error);
                }
                if (now.isAfter(since.get().plus(patience))) {
                    throw error;
                }
                Uninterruptibles.sleepUninterruptibly(pace.longest());
            }
        }
    }

    static boolean mayPass(DatabricksException e) {
        return ServiceAnswer.of(e).map(ServiceAnswer::mayPass).orElse(true);
    }
}
