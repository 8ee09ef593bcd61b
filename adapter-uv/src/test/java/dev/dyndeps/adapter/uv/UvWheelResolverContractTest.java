package dev.dyndeps.adapter.uv;

import dev.dyndeps.adapter.toml.TomljReader;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelMaker;
import dev.dyndeps.testkit.WheelResolverContract;
import org.junit.jupiter.api.AfterEach;

class UvWheelResolverContractTest extends WheelResolverContract {
    private final PackageIndex index = PackageIndex.start();

    @AfterEach
    void stop() {
        index.close();
    }

    @Override
    protected WheelResolver resolver() {
        return new UvWheelResolver(TestUv.of(index, folder), new FakeWorkspaces(folder), new TomljReader());
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
        index.close();
    }
}
