package dev.florin.statemachine.ledger;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.statemachine.idempotency.OutcomeStore;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for broken invariants: what is always true of a ledger (contract, section 6), computed anew from the rows, and
 * whether what is kept twice agrees. Slow; for tests and {@code verify}. Called on the engine thread; changes nothing.
 */
public final class LedgerAudit {
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final Ledgers ledgers;
    private final Accounts accounts;
    private final Holds holds;
    private final HoldRows rows;
    private final OutcomeStore outcomes;
    private final List<String> findings = new ArrayList<>();

    /**
     * An audit over tables.
     *
     * @param ledgers there are.
     * @param accounts there are.
     * @param holds there are.
     * @param outcomes that made the holds.
     */
    public LedgerAudit(final Ledgers ledgers, final Accounts accounts, final Holds holds, final OutcomeStore outcomes) {
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.holds = holds;
        this.rows = holds.rows();
        this.outcomes = outcomes;
    }

    /**
     * Looks at everything.
     *
     * @param debitsOfOrders by slot, what open orders reserve of an account.
     * @param creditsOfOrders by slot, what that is to the credit of.
     * @return what is wrong, in words; empty if all is right.
     */
    public List<String> findings(final long[] debitsOfOrders, final long[] creditsOfOrders) {
        findings.clear();
        final long[] debitsHeld = new long[accounts.count() + 1];
        final long[] creditsHeld = new long[accounts.count() + 1];
        checkHolds(debitsHeld, creditsHeld);
        for (int slot = 1; slot <= accounts.count(); slot++) {
            checkHoldsOfAccount(slot, debitsHeld[slot]);
            checkAccount(slot, debitsHeld[slot] + debitsOfOrders[slot], creditsHeld[slot] + creditsOfOrders[slot]);
        }
        checkLedgers();
        return List.copyOf(findings);
    }

    private void checkHolds(final long[] debitsHeld, final long[] creditsHeld) {
        long openCount = 0;
        int expiringCount = 0;
        for (int hold = 1; hold <= rows.rowsUsed(); hold++) {
            if (!rows.isInUse(hold)) {
                continue;
            }
            checkHold(hold);
            if (rows.status(hold) == HoldStatus.OPEN) {
                openCount++;
                expiringCount += rows.expiryNs(hold) == Bounds.NO_EXPIRY ? 0 : 1;
                debitsHeld[rows.debit(hold)] += rows.remaining(hold);
                creditsHeld[rows.credit(hold)] += rows.remaining(hold);
            }
        }
        check(openCount == holds.openCount(), "%d holds are open, counted were %d", openCount, holds.openCount());
        check(holds.isQueueInOrder(expiringCount), "the queue of %d expiries is out of order", expiringCount);
        checkOpenHoldsOfEntries();
    }

    private void checkHold(final int hold) {
        final int location = rows.location(hold);
        check(
                location != 0 && outcomes.sequence(location) == rows.sequence(hold),
                "the hold of sequence %d, leg %d does not know its outcome",
                rows.sequence(hold),
                rows.leg(hold));
        final boolean isOpen = rows.status(hold) == HoldStatus.OPEN;
        check(
                isOpen == rows.remaining(hold) > 0,
                "the hold of sequence %d, leg %d has status %d, but %d remains",
                rows.sequence(hold),
                rows.leg(hold),
                rows.status(hold),
                rows.remaining(hold));
    }

    private void checkOpenHoldsOfEntries() {
        for (int location = outcomes.oldest(); location != 0; location = outcomes.next(location)) {
            if (outcomes.kind(location) != EntryDecoder.TEMPLATE_ID) {
                continue;
            }
            long openCount = 0;
            for (int hold = outcomes.attachment(location); hold != 0; hold = rows.nextOfEntry(hold)) {
                openCount += rows.status(hold) == HoldStatus.OPEN ? 1 : 0;
            }
            check(
                    openCount == outcomes.link(location),
                    "entry %d has %d open holds, counted were %d",
                    outcomes.sequence(location),
                    openCount,
                    outcomes.link(location));
        }
    }

    private void checkAccount(final int slot, final long debitsReserved, final long creditsReserved) {
        check(
                accounts.debitsPending(slot) == debitsReserved && accounts.creditsPending(slot) == creditsReserved,
                "%s has %d debits and %d credits pending, its open holds and orders reserve %d and %d",
                name(slot),
                accounts.debitsPending(slot),
                accounts.creditsPending(slot),
                debitsReserved,
                creditsReserved);
        check(
                (accounts.debitsPosted(slot)
                                | accounts.creditsPosted(slot)
                                | (accounts.debitsPosted(slot) + debitsReserved)
                                | (accounts.creditsPosted(slot) + creditsReserved))
                        >= 0,
                "a counter of %s has overflowed",
                name(slot));
        check(
                accounts.isWithin(slot, accounts.floor(slot), accounts.ceiling(slot)),
                "%s is outside its limits",
                name(slot));
        check(
                accounts.find(accounts.owner(slot), accounts.ledger(slot), accounts.type(slot)) == slot,
                "%s is not found by its identity",
                name(slot));
    }

    private void checkHoldsOfAccount(final int slot, final long debitsHeld) {
        long listed = 0;
        int last = 0;
        for (int hold = accounts.firstHold(slot); hold != 0; hold = rows.next(hold)) {
            final boolean isAfter = last == 0
                    || rows.sequence(last) < rows.sequence(hold)
                    || (rows.sequence(last) == rows.sequence(hold) && rows.leg(last) < rows.leg(hold));
            check(isAfter && rows.previous(hold) == last, "the holds of %s are not in order", name(slot));
            listed += rows.remaining(hold);
            last = hold;
        }
        check(
                last == accounts.lastHold(slot) && listed == debitsHeld,
                "the list of holds of %s reserves %d, not %d",
                name(slot),
                listed,
                debitsHeld);
    }

    private void checkLedgers() {
        final BigInteger[][] sums = new BigInteger[Bounds.MAX_LEDGER + 1][];
        for (int id = ledgers.next(0); id != 0; id = ledgers.next(id)) {
            sums[id] = new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
        }
        for (int slot = 1; slot <= accounts.count(); slot++) {
            final BigInteger[] ofLedger = sums[accounts.ledger(slot)];
            ofLedger[0] = ofLedger[0].add(BigInteger.valueOf(accounts.debitsPosted(slot)));
            ofLedger[1] = ofLedger[1].add(BigInteger.valueOf(accounts.creditsPosted(slot)));
            ofLedger[2] = ofLedger[2].add(BigInteger.valueOf(accounts.debitsPending(slot)));
            ofLedger[3] = ofLedger[3].add(BigInteger.valueOf(accounts.creditsPending(slot)));
        }
        for (int id = ledgers.next(0); id != 0; id = ledgers.next(id)) {
            checkLedger(id, sums[id]);
        }
    }

    private void checkLedger(final int id, final BigInteger[] sums) {
        check(sums[0].equals(sums[1]), "ledger %d: debits posted differ from credits posted", id);
        check(sums[2].equals(sums[3]), "ledger %d: debits pending differ from credits pending", id);
        checkSum(id, Ledgers.DEBITS_POSTED, sums[0]);
        checkSum(id, Ledgers.CREDITS_POSTED, sums[1]);
        checkSum(id, Ledgers.DEBITS_PENDING, sums[2]);
        checkSum(id, Ledgers.CREDITS_PENDING, sums[3]);
    }

    private void checkSum(final int id, final int sum, final BigInteger expected) {
        final BigInteger low = BigInteger.valueOf(ledgers.sumLow(id, sum));
        final BigInteger kept = BigInteger.valueOf(ledgers.sumHigh(id, sum))
                .shiftLeft(Long.SIZE)
                .add(low.signum() < 0 ? low.add(UNSIGNED_LIMIT) : low);
        check(kept.equals(expected), "ledger %d: a sum is kept as %s, its accounts have %s", id, kept, expected);
    }

    private String name(final int slot) {
        return "account " + accounts.owner(slot) + "/" + accounts.ledger(slot) + "/" + accounts.type(slot);
    }

    private void check(final boolean isRight, final String format, final Object... values) {
        if (!isRight) {
            findings.add(String.format(Locale.ROOT, format, values));
        }
    }
}
