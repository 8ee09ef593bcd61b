package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.EnvironmentSpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Databricks runtime.
 *
 * @param version such as {@code 14.3}, or {@code client.3} for serverless compute
 * @param python that it brings
 */
record RuntimeVersion(String version, PythonVersion python) {
    private static final Pattern SPARK_VERSION = Pattern.compile("(\\d+)\\.(\\d+|x)\\..*");

    static RuntimeVersion of(ClusterSpec cluster) {
        Matcher matcher = SPARK_VERSION.matcher(cluster.sparkVersion());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no Spark version: " + cluster.sparkVersion());
        }
        // 18 is the only one that is known without its minor version.
        String version = matcher.group(1) + "." + matcher.group(2);
        String target = Integer.parseInt(matcher.group(1)) >= 18 ? matcher.group(1) : version;
        return new RuntimeVersion(version, TargetRuntime.parse("dbr-" + target).python());
    }

    static RuntimeVersion of(EnvironmentSpec environment) {
        return new RuntimeVersion(
                "client." + environment.version(),
                TargetRuntime.parse("serverless-" + environment.version()).python());
    }
}
