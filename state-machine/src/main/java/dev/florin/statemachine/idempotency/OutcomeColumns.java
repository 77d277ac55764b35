package dev.florin.statemachine.idempotency;

import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.statemachine.hash.Mixing;

/**
 * The columns of a stored outcome, 64 bytes a row.
 *
 * <pre>
 *  0 keyHigh | 1 keyLow | 2 content hash | 3 sequence | 4 timestampNs
 *  5 meta: bits 0-7 outcome, 8-15 kind, 16-31 leg or status of an order, 32-63 attachment
 *  6 figure: amount, or the sequence that opened the account, or lots filled
 *  7 link: debit and credit slot, or open holds of an entry; of orders lots remaining, of cancel_all whether there are more
 * </pre>
 */
final class OutcomeColumns {
    static final int KEY_HIGH = 0;
    static final int KEY_LOW = 1;
    static final int CONTENT = 2;
    static final int SEQUENCE = 3;
    static final int TIMESTAMP = 4;
    static final int META = 5;
    static final int FIGURE = 6;
    static final int LINK = 7;
    static final int COUNT = 8;

    private static final int KIND_SHIFT = 8;
    private static final int LEG_SHIFT = 16;
    private static final int ATTACHMENT_SHIFT = 32;
    private static final long DECIDED_MASK = 0xFFFF_FFFFL;

    private static final long IDENTITY = 0x5851F42D4C957F2DL;
    private static final long WEIGHT_KEY_HIGH = 0xD6E8FEB86659FD93L;
    private static final long WEIGHT_KEY_LOW = 0xC2B2AE3D27D4EB4FL;
    private static final long WEIGHT_CONTENT = 0x9FB21C651E98DF25L;
    private static final long WEIGHT_TIMESTAMP = 0xDB4F0B9175AE2165L;
    private static final long WEIGHT_META = 0xAEF17502108EF2D9L;
    private static final long WEIGHT_FIGURE = 0xF1357AEA2E62A9C5L;

    private static final long WEIGHT_LINK = 0xA3EC647659359ACDL;

    /** From this kind on, commands are about orders: their link never changes and is part of the answer. */
    private static final int FIRST_KIND_OF_ORDERS = PlaceDecoder.TEMPLATE_ID;

    private OutcomeColumns() {}

    static long meta(final int outcome, final int kind, final int leg, final int attachment) {
        return outcome
                | ((long) kind << KIND_SHIFT)
                | ((long) leg << LEG_SHIFT)
                | ((long) attachment << ATTACHMENT_SHIFT);
    }

    static int outcome(final long meta) {
        return (int) meta & 0xFF;
    }

    static int kind(final long meta) {
        return (int) (meta >>> KIND_SHIFT) & 0xFF;
    }

    static int leg(final long meta) {
        return (int) (meta >>> LEG_SHIFT) & 0xFFFF;
    }

    static int attachment(final long meta) {
        return (int) (meta >> ATTACHMENT_SHIFT);
    }

    static long withAttachment(final long meta, final int attachment) {
        return (meta & DECIDED_MASK) | ((long) attachment << ATTACHMENT_SHIFT);
    }

    /** What a row adds to the state hash. Attachment and link are left out where they lead to what has its own share. */
    static long hash(final long[] page, final int offset) {
        final long sum = page[offset + KEY_HIGH] * WEIGHT_KEY_HIGH
                + page[offset + KEY_LOW] * WEIGHT_KEY_LOW
                + page[offset + CONTENT] * WEIGHT_CONTENT
                + page[offset + TIMESTAMP] * WEIGHT_TIMESTAMP
                + (page[offset + META] & DECIDED_MASK) * WEIGHT_META
                + page[offset + FIGURE] * WEIGHT_FIGURE;
        final boolean isOfOrder = kind(page[offset + META]) >= FIRST_KIND_OF_ORDERS;
        return (isOfOrder ? sum + page[offset + LINK] * WEIGHT_LINK : sum)
                * Mixing.mix(page[offset + SEQUENCE] + IDENTITY);
    }
}
