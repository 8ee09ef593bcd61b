package dev.dyndeps.emulator.http;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** Something that goes wrong with one request. */
@FunctionalInterface
public interface Fault {
    /** @param usual what would happen otherwise */
    Answer strike(Call call, Handler usual) throws IOException;

    /** The request is read and refused. */
    static Fault error(int status, String errorCode, String message) {
        return (call, usual) -> {
            throw new ApiError(status, errorCode, message);
        };
    }

    /** 429, with the seconds to wait where they are given. */
    static Fault tooManyRequests(OptionalInt retryAfterSeconds) {
        return (call, usual) -> {
            Answer answer = Answer.error(new ApiError(
                    429,
                    "REQUEST_LIMIT_EXCEEDED",
                    "Your request was rejected since your organization exceeded the rate limit"));
            return retryAfterSeconds.isPresent()
                    ? answer.withHeader("Retry-After", String.valueOf(retryAfterSeconds.getAsInt()))
                    : answer;
        };
    }

    /** 500. */
    static Fault internalError() {
        return error(500, "INTERNAL_ERROR", "An internal error occurred");
    }

    /** 503. */
    static Fault unavailable() {
        return error(
                503, "TEMPORARILY_UNAVAILABLE", "The service at this path is taking too long to process your request");
    }

    /** 403 as for a token that is no longer good. */
    static Fault expiredToken() {
        return error(403, "403", "Invalid access token.");
    }

    /** The service reads so many bytes of the request and hangs up; nothing is done. */
    static Fault cutUpload(long after) {
        return (call, usual) -> {
            ByteStreams.exhaust(ByteStreams.limit(call.body(), after));
            return Answer.hangUp();
        };
    }

    /** The service hangs up after so many bytes of the answer, which it announces whole. */
    static Fault cutDownload(long after) {
        return (call, usual) -> {
            Answer answer = usual.handle(call);
            return answer.withBody(() -> ByteStreams.limit(answer.body().open(), after));
        };
    }

    /** The service does what was asked, and its answer is lost. */
    static Fault answerLost() {
        return (call, usual) -> {
            Answer answer = usual.handle(call);
            answer.body().open().close();
            return Answer.hangUp();
        };
    }

    /** The service does what was asked, and a gateway in front of it says 503 all the same. */
    static Fault doneAndUnavailable() {
        return (call, usual) -> {
            usual.handle(call).body().open().close();
            return unavailable().strike(call, usual);
        };
    }

    /** The answer takes so long. */
    static Fault slow(Duration time) {
        return (call, usual) -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.hangUp();
            }
            return usual.handle(call);
        };
    }

    /** The answer waits for the latch, or for the end of the server. */
    static Fault heldUntil(CountDownLatch latch) {
        return (call, usual) -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.hangUp();
            }
            return usual.handle(call);
        };
    }
}
