package dev.dyndeps.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** How a {@link PackageIndex} fails a request. */
@FunctionalInterface
public interface Fault {
    /** @param body what the answer would have been; empty if there is none */
    void answer(HttpExchange exchange, byte[] body) throws IOException;

    /** Answers with a status and nothing else. */
    static Fault status(int status) {
        return (exchange, body) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Says it is asked too often, and when to come back. */
    static Fault tooManyRequests(int retryAfterSeconds) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().add("Retry-After", String.valueOf(retryAfterSeconds));
            exchange.sendResponseHeaders(429, -1);
        };
    }

    /** Announces the whole answer, sends half of it and hangs up. */
    static Fault cut() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, Math.max(1, body.length));
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    /** Answers with other bytes than it should. */
    static Fault garbage(byte[] bytes) {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Waits for the latch (or the end of the index) before it answers as it should. */
    static Fault slow(CountDownLatch until) {
        return (exchange, body) -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Fails so many times, then answers as it should. */
    default Fault times(int failures) {
        AtomicInteger left = new AtomicInteger(failures);
        return (exchange, body) -> {
            if (left.getAndDecrement() > 0) {
                answer(exchange, body);
            } else {
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        };
    }
}
