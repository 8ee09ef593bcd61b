package dev.dyndeps.testkit;

import dev.dyndeps.port.WheelResolver;

class FakeWheelResolverTest extends WheelResolverContract {
    private final FakeIndex index = new FakeIndex();

    @Override
    protected WheelResolver resolver() {
        return new FakeWheelResolver(index);
    }

    @Override
    protected void publish(WheelMaker... wheels) {
        index.add(wheels);
    }

    @Override
    protected void publishSdist(WheelMaker... sources) {
        index.addSdist(sources);
    }

    @Override
    protected void takeIndexAway() {
        index.goOffline();
    }
}
