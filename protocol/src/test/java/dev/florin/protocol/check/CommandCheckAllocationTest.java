package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.SampleRequests;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The check runs for every command: once warm it allocates nothing, whether it lets in or refuses. */
final class CommandCheckAllocationTest {
    private static final int ROUNDS = 20_000;

    private final CommandCheck check = new CommandCheck();
    private long refused;

    @Test
    void shouldAllocateNothing() {
        final UnsafeBuffer[] frames = frames();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        checkAll(frames);
        final long before = threads.getCurrentThreadAllocatedBytes();
        checkAll(frames);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // The counter itself may cost a few bytes; a single object a round would cost hundreds of thousands.
        assertThat(allocated).isLessThan(ROUNDS);
        assertThat(refused).isEqualTo(2L * 2 * ROUNDS);
    }

    private void checkAll(final UnsafeBuffer[] frames) {
        for (int round = 0; round < ROUNDS; round++) {
            for (final UnsafeBuffer frame : frames) {
                refused += check.check(frame, 0, frame.capacity()).isSuccess() ? 0 : 1;
            }
        }
    }

    private static UnsafeBuffer[] frames() {
        final AccountId account = AccountId.of(1, 1);
        final Leg same = new Leg.Transfer(account, account, 1, 0, Uint128.ZERO);
        final Command bad = new Command.Entry(SampleRequests.KEY, List.of(same), 0, Uint128.ZERO, Conditions.NONE);
        final Command keyless =
                new Command.Release(Uint128.ZERO, HoldId.of(Uint128.ZERO), 0, Uint128.ZERO, Conditions.NONE);
        return Stream.concat(
                        SampleRequests.byTemplate().values().stream(),
                        Stream.of(SampleRequests.withConditions(), bad, keyless))
                .map(FrameBytes::of)
                .map(FrameBytes::exactly)
                .toArray(UnsafeBuffer[]::new);
    }
}
