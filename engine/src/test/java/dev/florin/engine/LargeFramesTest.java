package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class LargeFramesTest {
    private static final int ENTRY_OF_TEN_LEGS = 904;
    private static final int ENTRIES = 200;

    private final LargeFrames frames = new LargeFrames();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Bounds.MAX_FRAME_LENGTH]);

    @Test
    void shouldLendManyToCommandsOfSomeKilobytes() {
        assertThat(takeAll(ENTRY_OF_TEN_LEGS)).hasSize(256).doesNotHaveDuplicates();
    }

    @Test
    void shouldLendFewToTheLargestCommands() {
        assertThat(takeAll(Bounds.MAX_FRAME_LENGTH)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void shouldLendAgainWhatWasGivenBackFirst() {
        final List<LargeFrame> taken = takeAll(ENTRY_OF_TEN_LEGS);
        taken.get(0).giveBack();
        taken.get(1).giveBack();
        assertThat(takeAll(ENTRY_OF_TEN_LEGS)).containsExactly(taken.get(0), taken.get(1));
    }

    @Test
    void shouldCopyTheFrame() {
        frame.putLong(ENTRY_OF_TEN_LEGS - Long.BYTES, 42);
        assertThat(frames.take(frame, ENTRY_OF_TEN_LEGS).buffer.getLong(ENTRY_OF_TEN_LEGS - Long.BYTES))
                .isEqualTo(42);
    }

    /** A session that waits for nothing but the next of its few buffers writes into it as soon as it is back. */
    @Test
    @Timeout(60)
    void shouldApplyWhatWasOfferedHoweverSoonABufferIsUsedAgain(@TempDir final Path directory) {
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine);
                Session session = engine.openSession()) {
            TestEngines.openAccounts(user, 1, 0);
            for (int number = 1; number <= ENTRIES; number++) {
                final Command entry = largestEntry(number);
                Outcome outcome = Outcome.BACK_PRESSURED;
                while (outcome == Outcome.BACK_PRESSURED) {
                    outcome = session.offer(entry, number);
                }
                assertThat(outcome).as(session.why()).isEqualTo(Outcome.OK);
            }
            final long sum = (long) Bounds.MAX_LEGS * ENTRIES * (ENTRIES + 1) / 2;
            assertThat(TestEngines.read(user, TestCommands.account(1)).balance())
                    .isEqualTo(sum);
        }
    }

    /** Every leg moves as much as the number says. */
    private static Command largestEntry(final int number) {
        final Leg leg = new Leg.Transfer(TestCommands.BANK, TestCommands.account(1), number, 0, Uint128.ZERO);
        return new Command.Entry(
                Uint128.of(1_000 + number),
                Collections.nCopies(Bounds.MAX_LEGS, leg),
                0,
                Uint128.ZERO,
                Conditions.NONE);
    }

    private List<LargeFrame> takeAll(final int lengthBytes) {
        final List<LargeFrame> taken = new ArrayList<>();
        LargeFrame next = frames.take(frame, lengthBytes);
        while (next != null) {
            taken.add(next);
            next = frames.take(frame, lengthBytes);
        }
        return taken;
    }
}
