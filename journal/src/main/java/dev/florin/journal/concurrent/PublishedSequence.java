package dev.florin.journal.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Fields that keep the value's cache line apart from what lies before it. */
abstract class PublishedSequenceLeftPadding {
    @SuppressWarnings("unused")
    private byte p000, p001, p002, p003, p004, p005, p006, p007, p008, p009, p010, p011, p012, p013, p014, p015;
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12;
}

/** The value. */
abstract class PublishedSequenceValue extends PublishedSequenceLeftPadding {
    @SuppressWarnings("unused") // through PublishedSequence.VALUE
    protected long value;
}

/** Fields that keep the value's cache line apart from what lies behind it. */
abstract class PublishedSequenceRightPadding extends PublishedSequenceValue {
    @SuppressWarnings("unused")
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14;
}

/**
 * A sequence that one thread publishes and any thread reads, alone on its cache lines.
 *
 * <p>{@link #publish} is a release write and {@link #read} an acquire read: who reads a sequence sees everything that the
 * publishing thread did before it published it.
 */
public final class PublishedSequence extends PublishedSequenceRightPadding {

    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.privateLookupIn(PublishedSequenceValue.class, MethodHandles.lookup())
                    .findVarHandle(PublishedSequenceValue.class, "value", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Creates a sequence of 0. */
    public PublishedSequence() {}

    /**
     * Publishes a sequence. Owned by one thread.
     *
     * @param sequence not below the one before.
     */
    public void publish(final long sequence) {
        VALUE.setRelease(this, sequence);
    }

    /**
     * Reads the sequence.
     *
     * @return the last one published that is visible.
     */
    public long read() {
        return (long) VALUE.getAcquire(this);
    }

    @Override
    public String toString() {
        return Long.toString(read());
    }
}
