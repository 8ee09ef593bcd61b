package dev.dyndeps.adapter.http;

import com.google.common.hash.Hashing;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelFetcherContract;
import dev.dyndeps.testkit.WheelMaker;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class HttpWheelFetcherContractTest extends WheelFetcherContract {
    private final PackageIndex index = PackageIndex.start();

    @AfterEach
    void stop() {
        index.close();
    }

    @Override
    protected WheelFetcher fetcher() {
        return new Operator(folder, Map.of()).fetcher();
    }

    @Override
    protected ResolvedWheel publish(WheelMaker wheel) {
        index.add(wheel);
        return new ResolvedWheel(
                WheelName.parse(wheel.fileName()),
                index.fileUrl(wheel.fileName()),
                Hashing.sha256().hashBytes(wheel.bytes()),
                Optional.empty());
    }

    @Override
    protected void takeIndexAway() {
        index.close();
    }
}
