package dev.florin.statemachine.ledger;

import dev.florin.protocol.Outcome;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.paged.UndoJournal;

/** All legs or none: what makes an entry one command. Owned by the engine thread. */
public final class Entries {
    private final UndoJournal undo;
    private final StateHash hash;
    private final Holds holds;
    private final HoldCommands holdCommands;
    private long hashBefore;
    private long openHoldsBefore;
    private int endedHoldsBefore;

    /**
     * Entries over tables.
     *
     * @param undo that puts back what refused entries wrote.
     * @param hash that refused entries leave as it was.
     * @param holds there are.
     * @param holdCommands that the legs are applied by.
     */
    public Entries(final UndoJournal undo, final StateHash hash, final Holds holds, final HoldCommands holdCommands) {
        this.undo = undo;
        this.hash = hash;
        this.holds = holds;
        this.holdCommands = holdCommands;
    }

    /** An entry begins. Its legs follow, and then {@link #commit} or {@link #rollback}. */
    public void begin() {
        hashBefore = hash.value();
        openHoldsBefore = holds.openCount();
        endedHoldsBefore = holds.endedCount();
        holdCommands.beginEntry();
        undo.begin();
    }

    /**
     * All legs succeeded.
     *
     * @param decision filled.
     */
    public void commit(final Decision decision) {
        undo.commit();
        decision.succeed(Outcome.OK, 0);
        decision.attach(holdCommands.firstOfEntry(), holdCommands.openOfEntry());
        holdCommands.beginEntry();
    }

    /**
     * A leg was refused: nothing has happened.
     *
     * @param reason against the leg.
     * @param leg 0..999.
     * @param decision filled.
     */
    public void rollback(final Outcome reason, final int leg, final Decision decision) {
        undo.rollback();
        hash.restore(hashBefore);
        holds.rollback(openHoldsBefore, endedHoldsBefore);
        holdCommands.beginEntry();
        decision.refuseLeg(reason, leg);
    }
}
