package dev.dyndeps.adapter.toml;

import dev.dyndeps.port.TomlReader;
import dev.dyndeps.testkit.TomlReaderContract;

class TomljReaderContractTest implements TomlReaderContract {
    @Override
    public TomlReader reader() {
        return new TomljReader();
    }
}
