package dev.dyndeps.adapter.pip;

import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.packaging.IsolatedBuild;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.Workspaces;
import java.nio.file.Path;
import java.time.Duration;

/** Builds with {@code pip wheel --no-deps}. */
public final class PipWheelBuilder implements WheelBuilder {
    /** How long a build may take if nothing else is said. */
    public static final Duration DEFAULT_LIMIT = IsolatedBuild.DEFAULT_LIMIT;

    private final PipTools tools;
    private final IsolatedBuild build;

    /** @param limit how long one build may take */
    public PipWheelBuilder(PipTools tools, Workspaces workspaces, Duration limit) {
        this.tools = tools;
        this.build = new IsolatedBuild(tools.runner(), tools.variables(), tools.cacheRoot(), workspaces, limit);
    }

    @Override
    public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
        return build.build(frontend(target), source, target, into);
    }

    @Override
    public HashCode fingerprint(TargetRuntime target) {
        return build.fingerprint(frontend(target));
    }

    private PipFrontend frontend(TargetRuntime target) {
        ManagedEnvironment environment = tools.environment(target.python());
        return new PipFrontend(tools, environment, target);
    }
}
