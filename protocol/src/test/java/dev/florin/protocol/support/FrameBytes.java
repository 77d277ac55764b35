package dev.florin.protocol.support;

import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames as arrays of just their bytes. */
public final class FrameBytes {
    private FrameBytes() {}

    /** Encodes into a buffer that was full of other bytes, so that what the encoder leaves out shows. */
    public static byte[] of(final Request request) {
        return encode((encoder, buffer) -> encoder.encode(request, buffer, 0));
    }

    /** The frame of a tick. */
    public static byte[] tick() {
        return encode((encoder, buffer) -> encoder.encodeTick(buffer, 0));
    }

    /** A buffer of exactly these bytes: whoever reads beside them is thrown out. */
    public static UnsafeBuffer exactly(final byte[] frame) {
        return new UnsafeBuffer(frame);
    }

    private interface Writer {
        int write(RequestEncoder encoder, ExpandableArrayBuffer buffer);
    }

    private static byte[] encode(final Writer writer) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4 * 1024);
        buffer.setMemory(0, buffer.capacity(), (byte) 0xA5);
        final int length = writer.write(new RequestEncoder(), buffer);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}
