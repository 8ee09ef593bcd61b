package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;

/**
 * What the load-and-validate task found on the driver and on each worker.
 *
 * @param nodes the driver first, then the workers by host and process id
 * @param provedEvery whether every executor was reached, or only as many distinct ones as were seen (Spark Connect)
 * @param checks how the user's own checks ended, in their order
 */
public record ValidationReport(ImmutableList<Node> nodes, boolean provedEvery, ImmutableList<String> checks) {
    /**
     * A Python process that imported the requested roots.
     *
     * @param role {@code driver} or {@code worker}
     * @param python its version, such as {@code 3.10.13}
     */
    public record Node(
            String role, String host, long pid, String python, double seconds, ImmutableList<Module> modules) {}

    /**
     * An imported module.
     *
     * @param name the import root
     * @param version the version of its distribution
     * @param file where it was imported from
     */
    public record Module(String name, String version, String file) {}
}
