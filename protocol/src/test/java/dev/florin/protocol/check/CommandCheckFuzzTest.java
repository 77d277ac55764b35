package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestDecoder;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.RandomRequests;
import dev.florin.protocol.support.SampleRequests;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Any bytes get an outcome: nothing is thrown, nothing beside the frame is read (the buffer ends where the frame ends, and
 * Agrona checks bounds). And what is let in is written in the one way in which the encoder writes it, so that equal
 * content has equal bytes.
 */
final class CommandCheckFuzzTest {
    private static final int ROUNDS = Integer.getInteger("florin.rounds", 100_000);

    private final long seed = Long.getLong("florin.seed", 20_261_121);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final CommandCheck check = new CommandCheck();

    @Test
    void shouldAnswerRandomBytes() {
        for (int i = 0; i < ROUNDS; i++) {
            final byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            judge(bytes, "random bytes, round " + i);
            if (bytes.length >= Frames.HEADER_LENGTH) {
                judge(withPlausibleHeader(bytes), "plausible header, round " + i);
            }
        }
    }

    @Test
    void shouldAnswerEveryFlippedBit() {
        final Collection<Request> requests =
                new ArrayList<>(SampleRequests.byTemplate().values());
        requests.add(SampleRequests.withConditions());
        for (final Request request : requests) {
            final byte[] frame = FrameBytes.of(request);
            for (int bit = 0; bit < frame.length * 8; bit++) {
                final byte[] flipped = frame.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                judge(flipped, request + ", bit " + bit);
            }
        }
    }

    @Test
    void shouldAnswerRandomFramesWithSomeBytesChanged() {
        final RandomRequests requests = new RandomRequests(random);
        for (int i = 0; i < ROUNDS / 4; i++) {
            final byte[] frame = FrameBytes.of(requests.next());
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                frame[random.nextInt(frame.length)] = interestingByte();
            }
            judge(frame, "changed frame, round " + i);
        }
    }

    private byte interestingByte() {
        final List<Integer> interesting = List.of(0, 1, 2, 3, 8, 0x7F, 0x80, 0xFF);
        return interesting.get(random.nextInt(interesting.size())).byteValue();
    }

    private byte[] withPlausibleHeader(final byte[] bytes) {
        final byte[] frame = Arrays.copyOf(bytes, Frames.align(bytes.length));
        final UnsafeBuffer buffer = new UnsafeBuffer(frame);
        final List<Request> samples =
                new ArrayList<>(SampleRequests.byTemplate().values());
        final byte[] sample = FrameBytes.of(samples.get(random.nextInt(samples.size())));
        buffer.putBytes(0, sample, 0, Frames.HEADER_LENGTH);
        buffer.putInt(0, frame.length, ByteOrder.LITTLE_ENDIAN);
        if (random.nextInt(3) == 0) {
            buffer.putShort(12, (short) random.nextInt(frame.length + 8), ByteOrder.LITTLE_ENDIAN);
        }
        return frame;
    }

    private void judge(final byte[] frame, final String what) {
        final Outcome outcome;
        try {
            outcome = check.check(FrameBytes.exactly(frame), 0, frame.length);
        } catch (final RuntimeException e) {
            throw new AssertionError("seed " + seed + ", " + what + " was not answered", e);
        }
        assertThat(outcome.stage() == Outcome.Stage.DOOR
                        || outcome == Outcome.OK
                        || outcome == Outcome.LEDGER_NOT_FOUND
                        || outcome == Outcome.INSTRUMENT_NOT_FOUND)
                .as("seed %d, %s: %s", seed, what, outcome)
                .isTrue();
        assertThat(check.why() == null).isEqualTo(outcome == Outcome.OK);
        if (outcome == Outcome.OK) {
            final Request request = RequestDecoder.decode(FrameBytes.exactly(frame));
            if (!hasEmptyConditions(request, frame)) {
                assertThat(FrameBytes.of(request)).as("seed %d, %s", seed, what).isEqualTo(frame);
            }
        }
    }

    /** Conditions that ask for nothing may be written or left out: they are no content. */
    private static boolean hasEmptyConditions(final Request request, final byte[] frame) {
        return request instanceof Command command
                && command.conditions().isEmpty()
                && Frames.conditionsLength(FrameBytes.exactly(frame), 0) > 0;
    }
}
