package dev.dyndeps.adapter.http;

import dev.dyndeps.domain.UserError;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts what arrives into a file, some buffers at a time; nothing more after it was left. */
final class IntoFile implements BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> body = new CompletableFuture<>();
    private final PartialFile file;
    private final long most;
    private final LongConsumer arrived;
    private final Supplier<UserError> tooLong;
    private Flow.@Nullable Subscription subscription;
    private boolean left;

    /**
     * @param most bytes that the file may have in the end
     * @param arrived hears how many bytes came
     */
    IntoFile(PartialFile file, long most, LongConsumer arrived, Supplier<UserError> tooLong) {
        this.file = file;
        this.most = most;
        this.arrived = arrived;
        this.tooLong = tooLong;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        if (subscription != null || left) {
            given.cancel();
            return;
        }
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (left || subscription == null) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                int length = buffer.remaining();
                if (file.size() + length > most) {
                    end(tooLong.get());
                    return;
                }
                file.append(buffer);
                arrived.accept(length);
            }
            subscription.request(1);
        } catch (IOException disk) {
            end(file.unwritable(disk));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(true);
    }

    /** Nobody waits for more. */
    synchronized void leave() {
        left = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void end(RuntimeException failure) {
        leave();
        body.completeExceptionally(failure);
    }
}
