package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.port.RunIds;
import dev.dyndeps.testkit.RunIdsContract;

class RandomRunIdsTest extends RunIdsContract {
    @Override
    protected RunIds runIds() {
        return new RandomRunIds();
    }
}
