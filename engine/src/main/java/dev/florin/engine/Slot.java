package dev.florin.engine;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A slot of the ring. Written by the session that claimed it, read by the engine thread; the ring's publishing orders the
 * two. Common commands lie inline; a larger one lies in a pooled buffer of its session.
 */
final class Slot {
    /** Nothing to do: its claim came after the engine began to close, or its copy failed. */
    static final int NOTHING = 0;
    /** A request of a session. */
    static final int REQUEST = 1;
    /** A request that carries its own timestamp. */
    static final int REQUEST_AT = 2;
    /** A tick after an advance of a manual clock, by {@link #timeNs}. */
    static final int ADVANCE = 3;
    /** The session offers nothing more. */
    static final int SESSION_CLOSED = 4;

    /** Bytes of a command that lies inline. */
    static final int INLINE_LENGTH = 128;

    final UnsafeBuffer inline;
    int purpose;
    int sessionId;
    int lengthBytes;
    long correlationId;
    long timeNs;
    LargeFrame large;

    Slot(final UnsafeBuffer inline) {
        this.inline = inline;
    }
}
