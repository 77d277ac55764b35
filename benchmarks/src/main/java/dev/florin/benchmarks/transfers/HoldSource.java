package dev.florin.benchmarks.transfers;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.HoldEncoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds that stay open: each falls due some time of the week after next, so that the queue of expiries grows too. */
final class HoldSource implements CommandSource {
    private static final int FRAME_LENGTH_BYTES = Frames.align(Frames.HEADER_LENGTH + HoldEncoder.BLOCK_LENGTH);
    private static final long WEEK_NS = TimeUnit.DAYS.toNanos(7);

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH_BYTES]);
    private final HoldEncoder hold = new HoldEncoder();
    private final Draw draw;

    HoldSource(final Draw draw) {
        this.draw = draw;
        final Command.Hold sample = new Command.Hold(
                Uint128.of(1), Draw.account(1), Draw.account(2), 1, WEEK_NS, 0, Uint128.ZERO, Conditions.NONE);
        new RequestEncoder().encode(sample, frame, 0);
        hold.wrap(frame, Frames.HEADER_LENGTH);
    }

    @Override
    public void next() {
        draw.next();
        hold.keyHigh(draw.keyHigh())
                .keyLow(draw.keyLow())
                .debitOwner(draw.debitOwner())
                .creditOwner(draw.creditOwner())
                .amount(draw.amount())
                .timeoutNs(WEEK_NS + Math.floorMod(draw.keyHigh(), WEEK_NS));
    }

    @Override
    public DirectBuffer frame() {
        return frame;
    }

    @Override
    public int frameLengthBytes() {
        return FRAME_LENGTH_BYTES;
    }

    @Override
    public long posted() {
        return 0;
    }

    @Override
    public long pended() {
        return draw.amount();
    }
}
