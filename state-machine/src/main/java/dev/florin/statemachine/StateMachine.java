package dev.florin.statemachine;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.TickDecoder;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.idempotency.ContentHash;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.AccountCommands;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Entries;
import dev.florin.statemachine.ledger.HoldCommands;
import dev.florin.statemachine.ledger.Holds;
import dev.florin.statemachine.ledger.LedgerAudit;
import dev.florin.statemachine.ledger.Ledgers;
import dev.florin.statemachine.ledger.OutcomeAttachments;
import dev.florin.statemachine.ledger.Reversals;
import dev.florin.statemachine.ledger.Transfers;
import dev.florin.statemachine.paged.Epoch;
import dev.florin.statemachine.paged.UndoJournal;
import dev.florin.statemachine.settlement.Market;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import dev.florin.statemachine.snapshot.SnapshotHead;
import dev.florin.statemachine.snapshot.SnapshotLoader;
import dev.florin.statemachine.snapshot.SnapshotPart;
import dev.florin.statemachine.snapshot.StateSnapshot;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All balances, and the rules that change them. Takes commands in sequence, as they stand in the journal, and answers each;
 * the same commands give the same state on any JVM. Refusals are outcomes; an exception means that an invariant is broken
 * and the state suspect: whoever gets one stops using this instance.
 *
 * <p>Owned by one thread, the engine's. Once warm it allocates nothing per command.
 */
public final class StateMachine {
    private static final long WEIGHT_SEQUENCE = 0xBEA225F9EB34556DL;
    private static final long WEIGHT_TIMESTAMP = 0xD989BCACC137DCD5L;
    private static final long WEIGHT_RULES_VERSION = 0x9C6E6877736C46E3L;
    private static final long WEIGHT_RETENTION = 0x94D049BB133111EBL;
    private static final long WEIGHT_DECISIONS = 0xF58D2E5A3C6B0C4BL;

    private final StateMachineConfig config;
    private final StateHash hash = new StateHash();
    private final CurrentCommand current = new CurrentCommand();
    private final Decision decision = new Decision();
    private final UnsafeBuffer frames = new UnsafeBuffer(0, 0);
    private final OutcomeStore outcomes;
    private final Ledgers ledgers;
    private final Accounts accounts;
    private final Holds holds;
    private final OutcomeAttachments attachments;
    private final Market market;
    private final Lookahead lookahead;
    private final ConditionsCheck conditions;
    private final CommandDispatcher dispatcher;
    private final AnswerWriter answers;
    private final EventWriter events;
    private final ReadServer reads;
    private final Epoch epoch;
    private final List<SnapshotPart> parts;
    private final StateSnapshot snapshot;
    private Egress egress = Egress.NONE;

    /**
     * An empty state.
     *
     * @param config which is part of the state.
     */
    public StateMachine(final StateMachineConfig config) {
        this.config = config;
        final UndoJournal undo = new UndoJournal();
        outcomes = new OutcomeStore(config.keyRetention(), undo, hash);
        ledgers = new Ledgers(undo, hash);
        accounts = new Accounts(ledgers, undo, hash);
        events = new EventWriter(current);
        holds = new Holds(current, accounts, outcomes, undo, hash, events);
        final Transfers transfers = new Transfers(current, ledgers, accounts);
        final Reversals reversals = new Reversals(accounts, transfers, outcomes, undo, hash);
        attachments = new OutcomeAttachments(outcomes, holds, reversals, hash);
        market = new Market(current, ledgers, accounts, holds, outcomes, undo, hash, events);
        outcomes.attachments(market.attachments(attachments));
        final HoldCommands holdCommands = new HoldCommands(current, accounts, transfers, holds, outcomes);
        final Entries entries = new Entries(undo, hash, holds, holdCommands);
        dispatcher = new CommandDispatcher(
                current,
                accounts,
                new AccountCommands(current, ledgers, accounts),
                transfers,
                holdCommands,
                reversals,
                new EntryDispatcher(current, accounts, transfers, holdCommands, entries, events),
                new OrderDispatcher(current, market));
        lookahead = new Lookahead(outcomes, accounts);
        conditions = new ConditionsCheck(current, accounts);
        answers = new AnswerWriter(current, outcomes, accounts, market.fills());
        reads = new ReadServer(ledgers, accounts, holds, outcomes, market);
        epoch = new Epoch(undo);
        parts = new ArrayList<>(List.of(ledgers, accounts, holds, outcomes, reversals));
        parts.addAll(market.snapshotParts());
        snapshot = new StateSnapshot(epoch, parts, this::head);
    }

    /**
     * Says where answers and events go from now on.
     *
     * @param newEgress {@link Egress#NONE}, as at first, where nobody listens.
     */
    public void egress(final Egress newEgress) {
        egress = newEgress;
        answers.egress(newEgress);
        events.egress(newEgress);
        market.fills().enable(newEgress != Egress.NONE);
        listen(false);
    }

    private void listen(final boolean toEvents) {
        events.listen(toEvents);
        market.book().touched().enable(toEvents);
    }

    /**
     * Applies a batch of commands: command i has sequence first + i and timestamp first + i ns.
     *
     * @param firstSequence one above {@link #lastSequence()}.
     * @param firstTimestampNs above {@link #lastTimestampNs()}.
     * @param buffer that holds the frames one after the other; only read, and not kept.
     * @param offset of the first frame.
     * @param lengthBytes of all frames.
     * @param count of commands, at least 1.
     */
    public void onBatch(
            final long firstSequence,
            final long firstTimestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int lengthBytes,
            final int count) {
        requireNext(firstSequence, firstTimestampNs);
        listen(egress.takesEvents());
        frames.wrap(buffer, offset, lengthBytes);
        int position = 0;
        int applied = 0;
        while (applied < count) {
            final int groupSize = Math.min(Lookahead.GROUP_SIZE, count - applied);
            final long sequence = firstSequence + applied;
            position = lookahead.prepare(frames, position, groupSize, sequence);
            for (int i = 0; i < groupSize; i++) {
                current.begin(sequence + i, firstTimestampNs + applied + i);
                apply(i);
            }
            applied += groupSize;
        }
        if (position != lengthBytes) {
            throw new IllegalStateException("the batch of sequence " + firstSequence + " has " + lengthBytes
                    + " bytes, but its " + count + " commands end at " + position);
        }
    }

    /**
     * Answers a read, at once, from the state as it is.
     *
     * @param buffer that holds the read's frame; only read, and not kept.
     * @param offset of its header.
     * @param lengthBytes of the frame.
     */
    public void onRead(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        if (egress != Egress.NONE) {
            frames.wrap(buffer, offset, lengthBytes);
            reads.serve(frames, 0, lastSequence(), egress);
        }
    }

    /**
     * Sequence of the last command applied.
     *
     * @return 0 before the first.
     */
    public long lastSequence() {
        return current.sequence();
    }

    /**
     * Timestamp of the last command applied.
     *
     * @return ns since the epoch; 0 before the first.
     */
    public long lastTimestampNs() {
        return current.timestampNs();
    }

    /**
     * The hash of the whole state, kept up to date by every change.
     *
     * @return any 64 bits; equal for equal states, however they came to be.
     */
    public long stateHash() {
        return hash.value() + headHash();
    }

    /**
     * Computes the hash of the whole state anew, from every row. Slow.
     *
     * @return what {@link #stateHash()} must be.
     */
    public long recomputeStateHash() {
        return ledgers.recomputeHash()
                + accounts.recomputeHash()
                + holds.recomputeHash()
                + outcomes.recomputeHash()
                + attachments.recomputeHash()
                + market.recomputeHash()
                + headHash();
    }

    /**
     * Looks for broken invariants (contract, section 6), computing everything anew from the rows. Slow.
     *
     * @return what is wrong, in words; empty if all is right.
     */
    public List<String> audit() {
        final long[] debitsOfOrders = new long[accounts.count() + 1];
        final long[] creditsOfOrders = new long[accounts.count() + 1];
        final List<String> findings = new ArrayList<>(market.audit(debitsOfOrders, creditsOfOrders));
        findings.addAll(new LedgerAudit(ledgers, accounts, holds, outcomes).findings(debitsOfOrders, creditsOfOrders));
        if (recomputeStateHash() != stateHash()) {
            findings.add("the state hash is not that of the rows");
        }
        return List.copyOf(findings);
    }

    /**
     * When the next hold or order expires.
     *
     * @return ns since the epoch, {@link Bounds#NO_EXPIRY} if none will.
     */
    public long nextDueNs() {
        return market.firstExpiryNs();
    }

    /**
     * Sequence of the oldest outcome within the retention. Older ones are kept only where a hold or order with their key is open.
     *
     * @return 0 where nothing was decided.
     */
    public long oldestKeySequence() {
        final int oldest = outcomes.oldest();
        return oldest == 0 ? 0 : outcomes.sequence(oldest);
    }

    /**
     * Timestamp of the oldest outcome within the retention.
     *
     * @return ns since the epoch; 0 where nothing was decided.
     */
    public long oldestKeyTimestampNs() {
        final int oldest = outcomes.oldest();
        return oldest == 0 ? 0 : outcomes.timestampNs(oldest);
    }

    /**
     * Keys whose outcomes are kept.
     *
     * @return 0 or more.
     */
    public long keyCount() {
        return outcomes.keptCount();
    }

    /**
     * Accounts there are.
     *
     * @return 0 or more.
     */
    public int accountCount() {
        return accounts.count();
    }

    /**
     * Which account was opened when.
     *
     * @param number 1..{@link #accountCount()}, in the order in which the accounts were opened.
     * @return its name.
     */
    public AccountId account(final int number) {
        return new AccountId(accounts.owner(number), accounts.ledger(number), accounts.type(number));
    }

    /**
     * Holds that reserve something.
     *
     * @return 0 or more.
     */
    public long openHoldCount() {
        return holds.openCount();
    }

    /**
     * Orders that rest or wait.
     *
     * @return 0 or more.
     */
    public int openOrderCount() {
        return market.book().orders().count();
    }

    /**
     * Instruments there are.
     *
     * @return 0 or more.
     */
    public int instrumentCount() {
        return market.book().instruments().count();
    }

    /**
     * Snapshots of this state.
     *
     * @return always the same, owned by the thread that owns this.
     */
    public StateSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Loads a snapshot instead of replaying what led to it. Only before the first command.
     *
     * @return a loader, to be used once.
     */
    public SnapshotLoader loader() {
        if (lastSequence() != 0) {
            throw new IllegalStateException(
                    "a snapshot is loaded before the first command, not after " + lastSequence());
        }
        return new SnapshotLoader(epoch, parts, head(), this::onLoaded);
    }

    private SnapshotHead head() {
        return new SnapshotHead(
                config.rulesVersion(), config.keyRetention(), lastSequence(), lastTimestampNs(), stateHash());
    }

    private void onLoaded(final SnapshotHead head) {
        current.begin(head.lastSequence(), head.lastTimestampNs());
        final long loaded = recomputeStateHash();
        if (loaded != head.stateHash()) {
            throw new BadSnapshotException("the state of the snapshot hashes to " + Long.toHexString(loaded)
                    + ", not to " + Long.toHexString(head.stateHash()) + " as it was taken");
        }
        hash.restore(loaded - headHash());
        market.book().touched().clear();
    }

    private void apply(final int i) {
        market.expireDue();
        events.release();
        final int offset = lookahead.offset(i);
        final int templateId = Frames.templateId(frames, offset);
        if (templateId == TickDecoder.TEMPLATE_ID) {
            tellRest();
            answers.undecided(templateId, Outcome.OK);
        } else {
            decide(i, offset, templateId);
        }
        holds.forgetEnded();
        market.forgetEnded();
    }

    /** What is told last of a command, before its answer. */
    private void tellRest() {
        market.tellLevels();
        events.release();
    }

    private void decide(final int i, final int offset, final int templateId) {
        final long keyHigh = frames.getLong(offset + Frames.HEADER_LENGTH, ByteOrder.LITTLE_ENDIAN);
        final long keyLow = frames.getLong(offset + Frames.HEADER_LENGTH + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        current.key(keyHigh, keyLow);
        final long contentHash = ContentHash.of(frames, offset);
        final int location = outcomes.find(lookahead.keyHash(i), keyHigh, keyLow);
        if (location != 0) {
            tellRest();
            repeat(location, contentHash, templateId);
        } else if (Frames.conditionsLength(frames, offset) == 0 || conditionsHold(templateId, offset)) {
            dispatcher.apply(frames, offset, lookahead.debit(i), lookahead.credit(i), decision);
            outcomes.append(
                    lookahead.keyHash(i),
                    keyHigh,
                    keyLow,
                    contentHash,
                    current.sequence(),
                    current.timestampNs(),
                    templateId,
                    decision);
            tellRest();
            answers.decided(templateId, decision);
        }
    }

    private void repeat(final int location, final long contentHash, final int templateId) {
        if (outcomes.contentHash(location) == contentHash) {
            answers.duplicate(location);
        } else {
            answers.undecided(templateId, Outcome.KEY_REUSED);
        }
    }

    private boolean conditionsHold(final int templateId, final int offset) {
        final Outcome outcome = conditions.check(frames, offset);
        if (outcome != Outcome.OK) {
            tellRest();
        }
        if (outcome == Outcome.VERSION_MISMATCH) {
            answers.versionMismatch(templateId, conditions.expectations());
        } else if (outcome != Outcome.OK) {
            answers.undecided(templateId, outcome);
        }
        return outcome == Outcome.OK;
    }

    private void requireNext(final long firstSequence, final long firstTimestampNs) {
        if (firstSequence != lastSequence() + 1) {
            throw new IllegalStateException(
                    "a batch begins with sequence " + firstSequence + " after sequence " + lastSequence());
        }
        if (firstTimestampNs <= lastTimestampNs() && lastSequence() > 0) {
            throw new IllegalStateException("sequence " + firstSequence + " has timestamp " + firstTimestampNs
                    + " ns, not above the " + lastTimestampNs() + " ns before it");
        }
    }

    private long headHash() {
        return lastSequence() * WEIGHT_SEQUENCE
                + lastTimestampNs() * WEIGHT_TIMESTAMP
                + config.rulesVersion() * WEIGHT_RULES_VERSION
                + config.keyRetention() * WEIGHT_RETENTION
                + outcomes.appendedCount() * WEIGHT_DECISIONS;
    }
}
