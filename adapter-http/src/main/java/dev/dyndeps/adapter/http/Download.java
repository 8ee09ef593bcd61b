package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One wheel on its way: attempt after attempt, each of which goes on where the one before was cut. */
final class Download {
    /** A file of which nobody tells the size ends here. */
    private static final long LARGEST = 16L << 30;
    /** An attempt that brought less was in vain. */
    private static final long WORTH_WHILE = 64 * 1024;

    private final ResolvedWheel wheel;
    private final PartialFile part;
    private final Patience patience;
    private final Tally tally;

    private Optional<Long> size;
    /** What the server has that tells this version of the file from others. */
    private Optional<String> version = Optional.empty();

    private boolean again;
    private @Nullable IntoFile running;
    private volatile long heard;

    Download(ResolvedWheel wheel, PartialFile part, Patience patience, Tally tally) {
        this.wheel = wheel;
        this.part = part;
        this.patience = patience;
        this.tally = tally;
        this.size = wheel.size();
    }

    /**
     * Fills the file.
     *
     * @return the digests of it
     * @throws UserError ({@code LOCK_MISMATCH}) if it is another one than was asked for
     */
    Digests run(Exchange exchange) throws IOException {
        int futile = 0;
        while (true) {
            long before = part.size();
            try {
                attempt(exchange);
                Digests found = part.digests();
                if (isRight(found.sha256())) {
                    return found;
                }
            } catch (Passing failure) {
                futile = part.size() - before >= WORTH_WHILE ? 1 : futile + 1;
                Duration wait = patience.wait(futile, failure).orElseThrow(() -> givenUp(failure));
                tally.note("again: " + failure.why());
                pause(wait);
            }
        }
    }

    private void attempt(Exchange exchange) throws IOException {
        try {
            exchange.get(wheel.url(), headers(), this::take, () -> heard);
        } finally {
            leave();
        }
        if (part.size() < size.orElse(0L)) {
            throw new Passing(wheel.url().getHost() + " sent a part of the file only");
        }
    }

    private ImmutableMap<String, String> headers() {
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        if (part.size() > 0) {
            headers.put("Range", "bytes=" + part.size() + "-");
            version.ifPresent(known -> headers.put("If-Range", known));
        }
        return headers.buildOrThrow();
    }

    /** Looks at the beginning of an answer; called by a thread of the client. */
    private BodySubscriber<Boolean> take(ResponseInfo answer) {
        heard = System.nanoTime();
        try {
            return switch (answer.statusCode()) {
                case 200 -> whole(answer.headers());
                case 206 -> rest(answer.headers());
                case 416 -> throw anotherPart();
                default -> BodySubscribers.replacing(true);
            };
        } catch (IOException | RuntimeException e) {
            return new Refusal(e);
        }
    }

    private IntoFile whole(HttpHeaders headers) throws IOException {
        restart();
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        if (length >= 0 && length != size.orElse(length)) {
            throw otherSize(length + " bytes", headers.firstValue("Content-Type"));
        }
        if (length >= 0) {
            size = Optional.of(length);
            tally.size(wheel.sha256(), length);
        }
        version = headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"));
        return into();
    }

    private IntoFile rest(HttpHeaders headers) throws IOException {
        Optional<ContentRange> range = headers.firstValue("Content-Range").flatMap(ContentRange::parse);
        boolean fits = range.filter(given -> given.first() == part.size())
                .filter(given -> given.total().equals(size) || given.total().isEmpty() || size.isEmpty())
                .isPresent();
        if (!fits || part.size() == 0) {
            throw anotherPart();
        }
        return into();
    }

    private Passing anotherPart() throws IOException {
        restart();
        return new Passing(wheel.url().getHost() + " has another part of the file than was asked for");
    }

    private synchronized IntoFile into() {
        IntoFile next = new IntoFile(
                part,
                size.orElse(LARGEST),
                more -> {
                    heard = System.nanoTime();
                    tally.add(more);
                },
                () -> otherSize("more than " + size.orElse(LARGEST) + " bytes", Optional.empty()));
        running = next;
        return next;
    }

    private synchronized void leave() {
        if (running != null) {
            running.leave();
            running = null;
        }
    }

    private void restart() throws IOException {
        tally.add(-part.size());
        part.restart();
    }

    /** A wrong file may be due to a part of another version, or to a wire that flips bits: it is fetched once more. */
    private boolean isRight(HashCode found) throws IOException {
        if (found.equals(wheel.sha256())) {
            return true;
        }
        if (again) {
            throw mismatch("its digest is sha256:" + found + " and not sha256:" + wheel.sha256());
        }
        again = true;
        tally.note("again: " + wheel.name().fileName() + " did not have its digest");
        restart();
        return false;
    }

    private UserError otherSize(String found, Optional<String> type) {
        return mismatch("its size is " + found
                + wheel.size().map(asked -> " and not " + asked).orElse("")
                + type.filter(kind -> kind.startsWith("text/html"))
                        .map(kind -> ": the answer is a web page")
                        .orElse(""));
    }

    private UserError mismatch(String what) {
        return new UserError(
                Code.LOCK_MISMATCH,
                wheel.name().fileName(),
                what + "; it came from " + Answer.shown(wheel.url()),
                "Find out who changed it, or make the lock file anew");
    }

    private RemoteError givenUp(Passing failure) {
        String asked = failure.after()
                .map(after -> ", and asks us to come back in " + after.toSeconds() + " s")
                .orElse("");
        return new RemoteError(
                wheel.name().fileName() + " could not be downloaded: " + failure.why() + asked,
                "Check the network, the proxy and the index settings (pip config list), and run again");
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the download of wheels");
        }
    }
}
