package dev.dyndeps.testkit;

import dev.dyndeps.port.WheelBuilder;

class FakeWheelBuilderTest extends WheelBuilderContract {
    @Override
    protected WheelBuilder builder() {
        return new FakeWheelBuilder();
    }
}
