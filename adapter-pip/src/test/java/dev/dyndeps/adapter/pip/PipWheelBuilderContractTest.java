package dev.dyndeps.adapter.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelBuilderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PipWheelBuilderContractTest extends WheelBuilderContract {
    private final PackageIndex index = BuildTools.offerIn(PackageIndex.start());
    private FakeWorkspaces workspaces;

    @BeforeEach
    void openWorkspaces() {
        workspaces = new FakeWorkspaces(folder);
    }

    @AfterEach
    void stop() {
        index.close();
        assertThat(workspaces.leftOpen()).isEmpty();
    }

    @Override
    protected WheelBuilder builder() {
        return new PipWheelBuilder(TestPip.of(index, folder), workspaces, PipWheelBuilder.DEFAULT_LIMIT);
    }
}
