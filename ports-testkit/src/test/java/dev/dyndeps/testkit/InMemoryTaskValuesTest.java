package dev.dyndeps.testkit;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.TaskValues;

class InMemoryTaskValuesTest extends SettableTaskValuesContract {
    private final TaskValues values = new InMemoryTaskValues();

    @Override
    protected TaskValues values() {
        return values;
    }

    @Override
    protected StorePath run(int number) {
        return StorePath.of("/base/runs/" + number);
    }
}
