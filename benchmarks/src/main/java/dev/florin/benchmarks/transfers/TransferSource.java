package dev.florin.benchmarks.transfers;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.TransferEncoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes random transfers, each with a key that no other has, in one frame that is written again and again: only what
 * differs from the transfer before is encoded. Keys are as random as UUIDs, so that they find no help in any cache. Belongs
 * to one thread.
 */
final class TransferSource {
    /** Ledger of all accounts. */
    static final int LEDGER = 1;
    /** Bytes of every frame. */
    static final int FRAME_LENGTH_BYTES = Frames.align(Frames.HEADER_LENGTH + TransferEncoder.BLOCK_LENGTH);

    private static final int SOURCE_SHIFT = 48;
    private static final long AMOUNT_MASK = 63;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH_BYTES]);
    private final TransferEncoder transfer = new TransferEncoder();
    private final long accountCount;
    private long number;
    private long amount;

    /**
     * A source.
     *
     * @param index of this source; no two may share one in the life of an engine.
     * @param accountCount accounts of owner 1 and up, 2 or more, that the transfers go between, all alike often.
     */
    TransferSource(final int index, final long accountCount) {
        this.accountCount = accountCount;
        number = (long) index << SOURCE_SHIFT;
        final Command.Transfer sample =
                new Command.Transfer(Uint128.of(1), account(1), account(2), 1, false, 0, Uint128.ZERO, Conditions.NONE);
        new RequestEncoder().encode(sample, frame, 0);
        transfer.wrap(frame, Frames.HEADER_LENGTH);
    }

    static AccountId account(final long owner) {
        return AccountId.of(owner, LEDGER);
    }

    /** Writes the next transfer into the frame. */
    void next() {
        number++;
        // The mix is one-to-one: no two numbers make the same key.
        final long keyHigh = mix(number * STEP);
        final long keyLow = mix(keyHigh + STEP);
        final long debit = ((keyLow >>> 32) * accountCount) >>> 32;
        long credit = debit + 1 + (((keyLow & LOW_HALF) * (accountCount - 1)) >>> 32);
        if (credit >= accountCount) {
            credit -= accountCount;
        }
        amount = 1 + (keyHigh & AMOUNT_MASK);
        transfer.keyHigh(keyHigh)
                .keyLow(keyLow)
                .debitOwner(1 + debit)
                .creditOwner(1 + credit)
                .amount(amount);
    }

    /** The transfer, until the next one is written; {@link #FRAME_LENGTH_BYTES} long. */
    DirectBuffer frame() {
        return frame;
    }

    /** Amount of the transfer in the frame, minor units. */
    long amount() {
        return amount;
    }

    private static long mix(final long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
