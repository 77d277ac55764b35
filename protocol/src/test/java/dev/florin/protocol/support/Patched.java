package dev.florin.protocol.support;

import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.GroupSizeEncodingDecoder;
import dev.florin.protocol.codec.MessageHeaderDecoder;
import dev.florin.protocol.command.Request;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** A frame that was right, with bytes changed. */
public final class Patched {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final byte[] bytes;

    private Patched(final byte[] bytes) {
        this.bytes = bytes;
    }

    /** Starts from the frame of a request. */
    public static Patched of(final Request request) {
        return new Patched(FrameBytes.of(request));
    }

    /** Starts from a frame. */
    public static Patched of(final byte[] frame) {
        return new Patched(frame.clone());
    }

    /** Offset of a field of a leg. */
    public static int leg(final int index, final int fieldOffset) {
        return inGroup(EntryDecoder.BLOCK_LENGTH, EntryDecoder.LegsDecoder.sbeBlockLength(), index) + fieldOffset;
    }

    /** Offset of a field of an account that is read. */
    public static int accountRead(final int index, final int fieldOffset) {
        final int blockLength = GetAccountsDecoder.AccountsDecoder.sbeBlockLength();
        return inGroup(GetAccountsDecoder.BLOCK_LENGTH, blockLength, index) + fieldOffset;
    }

    /** Offset of a field of an expectation, from the start of the conditions. */
    public static int expectation(final int index, final int fieldOffset) {
        final int blockLength = ConditionsDecoder.ExpectationsDecoder.sbeBlockLength();
        return inGroup(ConditionsDecoder.BLOCK_LENGTH, blockLength, index) + fieldOffset;
    }

    private static int inGroup(final int blockLength, final int groupBlockLength, final int index) {
        return Frames.HEADER_LENGTH + blockLength + GroupSizeEncodingDecoder.ENCODED_LENGTH + index * groupBlockLength;
    }

    /** Offset of the conditions of this frame. */
    public int conditions() {
        return bytes.length - Frames.conditionsLength(FrameBytes.exactly(bytes), 0);
    }

    /** Changes one byte. */
    public Patched put8(final int offset, final int value) {
        bytes[offset] = (byte) value;
        return this;
    }

    /** Changes a field of 16 bits. */
    public Patched put16(final int offset, final int value) {
        new UnsafeBuffer(bytes).putShort(offset, (short) value, ORDER);
        return this;
    }

    /** Changes a field of 32 bits. */
    public Patched put32(final int offset, final int value) {
        new UnsafeBuffer(bytes).putInt(offset, value, ORDER);
        return this;
    }

    /** Changes a field of 64 bits. */
    public Patched put64(final int offset, final long value) {
        new UnsafeBuffer(bytes).putLong(offset, value, ORDER);
        return this;
    }

    /** Sets the key, which every command has first, to 0. */
    public Patched withoutKey() {
        return put64(Frames.HEADER_LENGTH, 0).put64(Frames.HEADER_LENGTH + Long.BYTES, 0);
    }

    /** Sets the options. */
    public Patched options(final int options) {
        return put16(MessageHeaderDecoder.optionsEncodingOffset(), options);
    }

    /** Makes the frame longer, by zeros, or shorter, and lets its header say so. */
    public Patched resized(final int length) {
        return new Patched(Arrays.copyOf(bytes, length)).put32(0, length);
    }

    /** Makes the frame longer, by zeros, or shorter, behind the header's back. */
    public Patched cut(final int length) {
        return new Patched(Arrays.copyOf(bytes, length));
    }

    /** The frame as it is now. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
