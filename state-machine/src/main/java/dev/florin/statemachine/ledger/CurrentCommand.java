package dev.florin.statemachine.ledger;

/** The command at hand, as far as rules may know it. One instance is used over and over; owned by the engine thread. */
public final class CurrentCommand {
    private long sequence;
    private long timestampNs;
    private long keyHigh;
    private long keyLow;
    private long refHigh;
    private long refLow;
    private int code;

    /**
     * A command begins.
     *
     * @param sequence of the command.
     * @param timestampNs of the command, ns since the epoch.
     */
    public void begin(final long sequence, final long timestampNs) {
        this.sequence = sequence;
        this.timestampNs = timestampNs;
        keyHigh = 0;
        keyLow = 0;
        tag(0, 0, 0);
    }

    /**
     * The key of the command is known.
     *
     * @param high upper half.
     * @param low lower half.
     */
    public void key(final long high, final long low) {
        keyHigh = high;
        keyLow = low;
    }

    /**
     * The client's own marks of the command, or of the leg at hand, are known. No rule looks at them.
     *
     * @param newCode 0..65535.
     * @param newRefHigh upper half of the reference.
     * @param newRefLow lower half.
     */
    public void tag(final int newCode, final long newRefHigh, final long newRefLow) {
        code = newCode;
        refHigh = newRefHigh;
        refLow = newRefLow;
    }

    /**
     * Sequence of the command.
     *
     * @return 1 or more.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Timestamp of the command: the only time there is.
     *
     * @return ns since the epoch; 0 before the first command.
     */
    public long timestampNs() {
        return timestampNs;
    }

    /**
     * Upper half of the command's key.
     *
     * @return 0 in a tick.
     */
    public long keyHigh() {
        return keyHigh;
    }

    /**
     * Lower half of the command's key.
     *
     * @return 0 in a tick.
     */
    public long keyLow() {
        return keyLow;
    }

    /**
     * The client's own code.
     *
     * @return 0 where there is none, and while what falls due expires.
     */
    public int code() {
        return code;
    }

    /**
     * Upper half of the client's own reference.
     *
     * @return 0 where there is none, and while what falls due expires.
     */
    public long refHigh() {
        return refHigh;
    }

    /**
     * Lower half of the client's own reference.
     *
     * @return 0 where there is none, and while what falls due expires.
     */
    public long refLow() {
        return refLow;
    }
}
