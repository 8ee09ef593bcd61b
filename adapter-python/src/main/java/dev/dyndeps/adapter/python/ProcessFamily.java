package dev.dyndeps.adapter.python;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Ends a process and all that it started. */
final class ProcessFamily {
    /** How long a process may take to clean up when it is asked to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProcessFamily() {}

    /** Asks all to end (TERM), waits a little, and ends what is left (KILL). The flag of interruption is left alone. */
    static void end(ProcessHandle root) {
        end(root, GRACE);
    }

    static void end(ProcessHandle root, Duration grace) {
        Set<ProcessHandle> family = new LinkedHashSet<>();
        meet(family, root);
        family.forEach(ProcessHandle::destroy);
        await(family, grace);
        // Those who did not hear may have started others meanwhile.
        Set.copyOf(family).forEach(member -> meet(family, member));
        family.forEach(ProcessHandle::destroyForcibly);
        await(family, grace);
    }

    private static void meet(Set<ProcessHandle> family, ProcessHandle member) {
        family.add(member);
        member.descendants().forEach(family::add);
    }

    private static void await(Set<ProcessHandle> family, Duration grace) {
        CompletableFuture<?>[] exits =
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            Uninterruptibles.getUninterruptibly(CompletableFuture.allOf(exits), grace);
        } catch (TimeoutException stillThere) {
            // The caller goes on to KILL; what survives that hangs in the kernel, and waiting longer won't help.
        } catch (ExecutionException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }
}
