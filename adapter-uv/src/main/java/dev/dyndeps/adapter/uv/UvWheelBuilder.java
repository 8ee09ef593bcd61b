package dev.dyndeps.adapter.uv;

import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.packaging.IsolatedBuild;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.Workspaces;
import java.nio.file.Path;
import java.time.Duration;

/** Builds with {@code uv build --wheel}. */
public final class UvWheelBuilder implements WheelBuilder {
    private final UvTools tools;
    private final IsolatedBuild build;

    /** @param limit how long one build may take */
    public UvWheelBuilder(UvTools tools, Workspaces workspaces, Duration limit) {
        this.tools = tools;
        PipTools pip = tools.pip();
        this.build = new IsolatedBuild(pip.runner(), pip.variables(), pip.cacheRoot(), workspaces, limit);
    }

    @Override
    public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
        return build.build(frontend(target), source, target, into);
    }

    @Override
    public HashCode fingerprint(TargetRuntime target) {
        return build.fingerprint(frontend(target));
    }

    private UvFrontend frontend(TargetRuntime target) {
        Path environment = tools.environment();
        Interpreter interpreter = tools.pip()
                .interpreters()
                .find(target.python())
                .orElseGet(tools.pip().interpreters()::forTools);
        return new UvFrontend(tools, environment, interpreter);
    }
}
