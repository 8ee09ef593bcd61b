package dev.dyndeps.adapter.python;

import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** What real processes cannot be made to do at a moment of the test's choice. */
class ProcessFamilyTest {
    private static final Duration NO_PATIENCE = Duration.ofMillis(1);

    @Test
    void all_are_asked_to_end_before_any_is_killed() {
        ProcessHandle child = obedient();
        ProcessHandle root = obedient(child);

        ProcessFamily.end(root, NO_PATIENCE);

        InOrder order = inOrder(root, child);
        order.verify(root).destroy();
        order.verify(child).destroy();
        order.verify(root).destroyForcibly();
        order.verify(child).destroyForcibly();
    }

    @Test
    void one_that_does_not_hear_is_killed_and_one_that_survives_that_is_not_waited_for_without_end() {
        ProcessHandle deaf = handle(new CompletableFuture<>());

        ProcessFamily.end(deaf, NO_PATIENCE);

        verify(deaf).destroyForcibly();
    }

    @Test
    void what_a_member_starts_while_it_is_asked_to_end_is_killed_too() {
        ProcessHandle late = obedient();
        ProcessHandle root = obedient();
        when(root.descendants()).thenReturn(Stream.of()).thenReturn(Stream.of(late));

        ProcessFamily.end(root, NO_PATIENCE);

        verify(late, never()).destroy();
        verify(late).destroyForcibly();
    }

    private static ProcessHandle obedient(ProcessHandle... descendants) {
        return handle(CompletableFuture.completedFuture(null), descendants);
    }

    private static ProcessHandle handle(CompletableFuture<ProcessHandle> exit, ProcessHandle... descendants) {
        ProcessHandle handle = mock(ProcessHandle.class);
        when(handle.onExit()).thenReturn(exit);
        when(handle.descendants()).thenAnswer(call -> Stream.of(descendants));
        return handle;
    }
}
