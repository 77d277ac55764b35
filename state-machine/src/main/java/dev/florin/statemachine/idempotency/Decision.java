package dev.florin.statemachine.idempotency;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;

/**
 * What the rules decided about the command at hand: filled by them, stored under its key and answered. One instance is
 * used over and over; owned by the engine thread.
 */
public final class Decision {
    private Outcome outcome = Outcome.OK;
    private long figure;
    private int leg = Bounds.NO_LEG;
    private int attachment;
    private long link;

    /** Forgets the decision before. */
    public void clear() {
        outcome = Outcome.OK;
        figure = 0;
        leg = Bounds.NO_LEG;
        attachment = 0;
        link = 0;
    }

    /**
     * The command is refused.
     *
     * @param reason not a success.
     */
    public void refuse(final Outcome reason) {
        clear();
        outcome = reason;
    }

    /**
     * A leg of the command is refused, and so is the command.
     *
     * @param reason not a success.
     * @param failingLeg 0..999.
     */
    public void refuseLeg(final Outcome reason, final int failingLeg) {
        refuse(reason);
        leg = failingLeg;
    }

    /**
     * The command succeeded.
     *
     * @param success {@link Outcome#OK} or {@link Outcome#EXISTS}.
     * @param answered amount in minor units; of open_account, the sequence that opened the account.
     */
    public void succeed(final Outcome success, final long answered) {
        clear();
        outcome = success;
        figure = answered;
    }

    /**
     * What a later command needs to know of this one.
     *
     * @param state row that belongs to this outcome, or 0; see the ledger.
     * @param linked two account slots, or a count; see the ledger.
     */
    public void attach(final int state, final long linked) {
        attachment = state;
        link = linked;
    }

    /**
     * What became of the command.
     *
     * @return the outcome.
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The figure of the answer.
     *
     * @return amount in minor units; of open_account, the sequence that opened the account; 0 where refused.
     */
    public long figure() {
        return figure;
    }

    /**
     * The leg that was refused.
     *
     * @return 0..999, or {@link Bounds#NO_LEG}.
     */
    public int leg() {
        return leg;
    }

    /**
     * The row that belongs to this outcome.
     *
     * @return 0 for none.
     */
    public int attachment() {
        return attachment;
    }

    /**
     * What else belongs to this outcome.
     *
     * @return two account slots, or a count.
     */
    public long link() {
        return link;
    }
}
