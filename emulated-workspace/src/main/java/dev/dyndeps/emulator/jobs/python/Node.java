package dev.dyndeps.emulator.jobs.python;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of an emulated cluster's nodes: a folder that goes with the cluster. */
record Node(Path folder) {
    /** The variables of a process there. */
    ImmutableMap<String, String> variables() throws IOException {
        return ImmutableMap.of(
                "HOME", made("home"),
                "TMPDIR", made("tmp"),
                "DYNDEPS_NODE_CACHE", made("local_disk0"));
    }

    private String made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).toString();
    }
}
