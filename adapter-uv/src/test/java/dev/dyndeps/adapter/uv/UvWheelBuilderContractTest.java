package dev.dyndeps.adapter.uv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.adapter.python.packaging.IsolatedBuild;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelBuilderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class UvWheelBuilderContractTest extends WheelBuilderContract {
    private final PackageIndex index = TestUv.withBuildTools(PackageIndex.start());
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
        return new UvWheelBuilder(TestUv.of(index, folder), workspaces, IsolatedBuild.DEFAULT_LIMIT);
    }
}
