package dev.dyndeps.domain.pipeline;

import com.google.common.hash.HashCode;

/** The places below a base that runs share: files by their digest, written once and only read from then on. */
public final class SharedPaths {
    private SharedPaths() {}

    /** Where wheelhouses are, each in a folder called by its SHA-256. */
    public static StorePath wheelhouses(StorePath base) {
        return base.resolve("wheelhouses");
    }

    /** Where this program is, in its versions. */
    public static StorePath programs(StorePath base) {
        return base.resolve("programs");
    }

    /** What deployed jobs need: the program, example inputs and checks. */
    public static StorePath deployed(StorePath base) {
        return base.resolve("deployed");
    }

    public static StorePath wheelhouse(StorePath base, HashCode sha256, String name) {
        return wheelhouses(base).resolve(sha256.toString()).resolve(name);
    }

    public static StorePath program(StorePath base, HashCode sha256, String name) {
        return programs(base).resolve(sha256.toString()).resolve(name);
    }

    public static StorePath deployed(StorePath base, HashCode sha256, String name) {
        return deployed(base).resolve(sha256.toString()).resolve(name);
    }
}
