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
     * A command about one order succeeded.
     *
     * @param status code of an {@link dev.florin.protocol.order.OrderStatus}; takes the place of the leg.
     * @param filled lots traded since the order was placed; the figure.
     * @param remaining lots that are, or were, left untraded; the link.
     */
    public void succeedOrder(final int status, final long filled, final long remaining) {
        succeed(Outcome.OK, filled);
        leg = status;
        link = remaining;
    }

    /**
     * The command placed an order. Its outcome is kept for as long as the order is open.
     *
     * @param payingAccount slot of the account that pays, whose owner the order's is.
     */
    public void nameOrder(final int payingAccount) {
        attachment = -payingAccount;
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
     * @return amount in minor units; of open_account, the sequence that opened the account; of orders, lots filled or
     *     orders cancelled; 0 where refused.
     */
    public long figure() {
        return figure;
    }

    /**
     * The leg that was refused.
     *
     * @return 0..999, or {@link Bounds#NO_LEG}; of a command about one order that succeeded, its status.
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
     * @return two account slots, or a count; of a command about one order, lots remaining.
     */
    public long link() {
        return link;
    }
}
