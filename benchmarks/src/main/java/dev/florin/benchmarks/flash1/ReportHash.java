package dev.florin.benchmarks.flash1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes reports as the lines of the benchmark and hashes them, joined by line feeds, without one at the end. Lines must
 * come in the order of (sequence, kind), in which a book makes them. One instance hashes one run.
 */
final class ReportHash implements Reports {
    private static final int MAX_LINE_LENGTH = 128;

    private final MessageDigest digest;
    private final byte[] buffer = new byte[64 * 1024];
    private int length;
    private long lines;

    ReportHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many lines there are. */
    long lines() {
        return lines;
    }

    /** The hash over all lines, in lower-case hexadecimal digits; nothing may be added after. */
    String finish() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void placed(final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        begin(0, sequence);
        add(side(isBuy));
        add(id);
        add(price);
        add(quantity);
    }

    @Override
    public void traded(final long sequence, final long price, final long quantity, final long maker, final long taker) {
        begin(1, sequence);
        add(price);
        add(quantity);
        add(maker);
        add(taker);
    }

    @Override
    public void cancelled(final long sequence, final boolean isBuy, final long id, final long price) {
        begin(2, sequence);
        add(side(isBuy));
        add(id);
        add(price);
    }

    @Override
    public void modified(
            final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        begin(3, sequence);
        add(side(isBuy));
        add(id);
        add(price);
        add(quantity);
    }

    @Override
    public void cancelRefused(final long sequence, final long id) {
        begin(4, sequence);
        add(id);
    }

    @Override
    public void modifyRefused(final long sequence, final long id) {
        begin(5, sequence);
        add(id);
    }

    private static long side(final boolean isBuy) {
        return isBuy ? 0 : 1;
    }

    private void begin(final int kind, final long sequence) {
        if (length > buffer.length - MAX_LINE_LENGTH) {
            flush();
        }
        if (lines > 0) {
            buffer[length++] = '\n';
        }
        lines++;
        buffer[length++] = (byte) ('0' + kind);
        add(sequence);
    }

    private void add(final long figure) {
        buffer[length++] = ',';
        if (figure < 0) {
            // Prices only, and none of the workloads has such; one that has must not change silently.
            throw new IllegalArgumentException("a report cannot hold " + figure);
        }
        int digits = 1;
        for (long rest = figure / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = figure;
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void flush() {
        digest.update(buffer, 0, length);
        length = 0;
    }
}
