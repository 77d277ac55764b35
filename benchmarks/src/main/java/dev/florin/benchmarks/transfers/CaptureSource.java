package dev.florin.benchmarks.transfers;

import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CaptureEncoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Payments in two steps: so many holds, then as many captures, each of the whole of one of them, in turns. */
final class CaptureSource implements CommandSource {
    /** Holds that are open at once. */
    private static final int TURN = 1_024;

    private static final int FRAME_LENGTH_BYTES = Frames.align(Frames.HEADER_LENGTH + CaptureEncoder.BLOCK_LENGTH);

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH_BYTES]);
    private final CaptureEncoder capture = new CaptureEncoder();
    private final Draw draw;
    private final HoldSource holds;
    private final long[] keysHigh = new long[TURN];
    private final long[] keysLow = new long[TURN];
    private final long[] amounts = new long[TURN];
    private int index = -1;
    private boolean isCapturing;

    CaptureSource(final Draw draw) {
        this.draw = draw;
        holds = new HoldSource(draw);
        final Command.Capture sample = new Command.Capture(
                Uint128.of(1), HoldId.of(Uint128.of(2)), OptionalLong.empty(), false, 0, Uint128.ZERO, Conditions.NONE);
        new RequestEncoder().encode(sample, frame, 0);
        capture.wrap(frame, Frames.HEADER_LENGTH);
    }

    @Override
    public void next() {
        index++;
        if (index == TURN) {
            index = 0;
            isCapturing = !isCapturing;
        }
        if (isCapturing) {
            draw.next();
            capture.keyHigh(draw.keyHigh())
                    .keyLow(draw.keyLow())
                    .holdHigh(keysHigh[index])
                    .holdLow(keysLow[index]);
        } else {
            holds.next();
            keysHigh[index] = draw.keyHigh();
            keysLow[index] = draw.keyLow();
            amounts[index] = draw.amount();
        }
    }

    @Override
    public DirectBuffer frame() {
        return isCapturing ? frame : holds.frame();
    }

    @Override
    public int frameLengthBytes() {
        return isCapturing ? FRAME_LENGTH_BYTES : holds.frameLengthBytes();
    }

    @Override
    public long posted() {
        return isCapturing ? amounts[index] : 0;
    }

    @Override
    public long pended() {
        return isCapturing ? -amounts[index] : amounts[index];
    }
}
