package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.python.packaging.HttpStatuses;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.WheelResolver;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets uv do the work where it can, and another engine where it cannot, after one line that says why. */
public final class UvFirst {
    /** The statuses of RFC 9110 by which a server or a proxy does not let somebody in. */
    private static final ImmutableSet<Integer> REFUSALS = ImmutableSet.of(401, 403, 407);

    private final UvTools tools;
    private final ProgressListener progress;
    private final AtomicBoolean told = new AtomicBoolean();

    public UvFirst(UvTools tools, ProgressListener progress) {
        this.tools = tools;
        this.progress = progress;
    }

    /**
     * Resolves with {@code other} where uv does not serve the target or the operator's settings, cannot be had, fails without
     * a reason that we know, or is not let in by an index: pip looks for credentials in more places.
     */
    public WheelResolver resolver(WheelResolver uv, WheelResolver other) {
        return request -> {
            Optional<String> unfit = unfit(request.target());
            if (unfit.isEmpty()) {
                try {
                    return uv.resolve(request);
                } catch (ToolError e) {
                    unfit = Optional.of(firstLine(e));
                } catch (RemoteError e) {
                    if (!isRefusal(e)) {
                        throw e;
                    }
                    unfit = Optional.of(firstLine(e));
                }
            }
            tell(unfit.orElseThrow());
            return other.resolve(request);
        };
    }

    /** Builds with {@code other} where uv cannot be had; a build that fails would fail there, too. */
    public WheelBuilder builder(WheelBuilder uv, WheelBuilder other) {
        return new WheelBuilder() {
            @Override
            public BuiltWheel build(SourceTree source, TargetRuntime target, Path into) {
                return chosen().build(source, target, into);
            }

            @Override
            public HashCode fingerprint(TargetRuntime target) {
                return chosen().fingerprint(target);
            }

            private WheelBuilder chosen() {
                Optional<String> missing = missing();
                missing.ifPresent(UvFirst.this::tell);
                return missing.isPresent() ? other : uv;
            }
        };
    }

    private Optional<String> unfit(TargetRuntime target) {
        return tools.unfit(target).or(this::missing);
    }

    private Optional<String> missing() {
        try {
            tools.environment();
            return Optional.empty();
        } catch (ToolError | UserError e) {
            return Optional.of(firstLine(e));
        }
    }

    private static boolean isRefusal(RemoteError error) {
        return HttpStatuses.in(String.valueOf(error.getMessage())).stream().anyMatch(REFUSALS::contains);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void tell(String why) {
        if (!told.getAndSet(true)) {
            progress.note("pip instead of uv: " + why);
        }
    }
}
