package dev.dyndeps.adapter.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes nothing of an answer whose beginning says that it is not what was asked for. */
record Refusal(Exception why) implements BodySubscriber<Boolean> {
    @Override
    public CompletionStage<Boolean> getBody() {
        return CompletableFuture.failedFuture(why);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
