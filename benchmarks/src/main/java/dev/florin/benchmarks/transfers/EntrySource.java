package dev.florin.benchmarks.transfers;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.EntryEncoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.RequestEncoder;
import java.util.Collections;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Entries of ten transfers, each leg between two accounts of its own. */
final class EntrySource implements CommandSource {
    /** Legs of every entry. */
    static final int LEGS = 10;

    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
    private final EntryEncoder entry = new EntryEncoder();
    private final Draw draw;
    private final int frameLengthBytes;
    private long posted;

    EntrySource(final Draw draw) {
        this.draw = draw;
        final Leg leg = new Leg.Transfer(Draw.account(1), Draw.account(2), 1, 0, Uint128.ZERO);
        final Command.Entry sample =
                new Command.Entry(Uint128.of(1), Collections.nCopies(LEGS, leg), 0, Uint128.ZERO, Conditions.NONE);
        frameLengthBytes = new RequestEncoder().encode(sample, frame, 0);
    }

    @Override
    public void next() {
        draw.next();
        entry.wrap(frame, Frames.HEADER_LENGTH).keyHigh(draw.keyHigh()).keyLow(draw.keyLow());
        posted = 0;
        final EntryEncoder.LegsEncoder legs = entry.legsCount(LEGS);
        for (int i = 0; i < LEGS; i++) {
            legs.next()
                    .debitOwner(draw.debitOwner())
                    .creditOwner(draw.creditOwner())
                    .amount(draw.amount());
            posted += draw.amount();
            draw.next();
        }
    }

    @Override
    public DirectBuffer frame() {
        return frame;
    }

    @Override
    public int frameLengthBytes() {
        return frameLengthBytes;
    }

    @Override
    public long posted() {
        return posted;
    }

    @Override
    public long pended() {
        return 0;
    }
}
