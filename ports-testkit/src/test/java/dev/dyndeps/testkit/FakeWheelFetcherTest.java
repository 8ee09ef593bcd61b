package dev.dyndeps.testkit;

import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;

class FakeWheelFetcherTest extends WheelFetcherContract {
    private final FakeIndex index = new FakeIndex();

    @Override
    protected WheelFetcher fetcher() {
        return new FakeWheelFetcher(index);
    }

    @Override
    protected ResolvedWheel publish(WheelMaker wheel) {
        index.add(wheel);
        return FakeIndex.resolved(wheel);
    }

    @Override
    protected void takeIndexAway() {
        index.goOffline();
    }
}
