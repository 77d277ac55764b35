package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class LargeFramesTest {
    private static final int ENTRY_OF_TEN_LEGS = 904;

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
