package dev.dyndeps.testkit;

import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.port.CacheStore;

class FakeCacheStoreTest extends CacheStoreContract {
    private final FakeCacheStore store = new FakeCacheStore();

    @Override
    protected CacheStore store() {
        return store;
    }

    @Override
    protected void put(Kind kind, String name, int bytes) {
        store.put(new CacheEntry(kind, name, kind.id() + "/" + name, bytes, 0, false));
    }

    @Override
    protected void use(String name) {
        store.put(new CacheEntry(Kind.WHEELS, name, "wheels/" + name, 10, 0, true));
    }
}
