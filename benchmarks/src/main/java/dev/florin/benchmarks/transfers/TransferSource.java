package dev.florin.benchmarks.transfers;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.TransferEncoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Transfers between two accounts. */
final class TransferSource implements CommandSource {
    /** Bytes of every frame. */
    static final int FRAME_LENGTH_BYTES = Frames.align(Frames.HEADER_LENGTH + TransferEncoder.BLOCK_LENGTH);

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH_BYTES]);
    private final TransferEncoder transfer = new TransferEncoder();
    private final Draw draw;

    TransferSource(final Draw draw) {
        this.draw = draw;
        final Command.Transfer sample = new Command.Transfer(
                Uint128.of(1), Draw.account(1), Draw.account(2), 1, false, 0, Uint128.ZERO, Conditions.NONE);
        new RequestEncoder().encode(sample, frame, 0);
        transfer.wrap(frame, Frames.HEADER_LENGTH);
    }

    @Override
    public void next() {
        draw.next();
        transfer.keyHigh(draw.keyHigh())
                .keyLow(draw.keyLow())
                .debitOwner(draw.debitOwner())
                .creditOwner(draw.creditOwner())
                .amount(draw.amount());
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
        return draw.amount();
    }

    @Override
    public long pended() {
        return 0;
    }
}
