package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.utils.Environment;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** The SDK's configuration, read from variables that are given and not from those of the process. */
final class GivenEnvironment extends DatabricksConfig {
    private final Environment environment;

    GivenEnvironment(ImmutableMap<String, String> variables) {
        this.environment = new Environment(
                variables,
                Splitter.on(java.io.File.pathSeparator).splitToList(variables.getOrDefault("PATH", "")),
                System.getProperty("os.name"));
    }

    /** Whatever the SDK resolves, it asks this. */
    @Override
    public Environment getEnv() {
        return environment;
    }

    /** The SDK tells failures to sign in from others by their words only, so they get a type here. */
    @Override
    public synchronized Map<String, String> authenticate() throws DatabricksException {
        try {
            return super.authenticate();
        } catch (RuntimeException e) {
            throw new SignInFailed(e);
        }
    }
}
