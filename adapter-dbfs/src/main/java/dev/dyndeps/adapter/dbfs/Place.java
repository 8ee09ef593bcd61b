package dev.dyndeps.adapter.dbfs;

import dev.dyndeps.domain.pipeline.StorePath;

/**
 * A place in the store and how the API names it.
 *
 * @param path as the caller wrote it, such as {@code dbfs:/base/file} or {@code dbfs:/Volumes/…}
 * @param api as it goes over the wire, such as {@code /base/file}
 */
record Place(StorePath path, String api) {
    Place child(String name) {
        return new Place(path.resolve(name), api.equals("/") ? "/" + name : api + "/" + name);
    }

    /** The folder it is in; only for places below a base. */
    Place folder() {
        String above = api.substring(0, api.lastIndexOf('/'));
        String pathAbove = path.value().substring(0, path.value().lastIndexOf('/'));
        return above.isEmpty() ? new Place(path, "/") : new Place(new StorePath(pathAbove), above);
    }

    String name() {
        return path.name();
    }

    /** For messages. */
    String where() {
        return path.value();
    }
}
