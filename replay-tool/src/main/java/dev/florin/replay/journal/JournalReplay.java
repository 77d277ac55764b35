package dev.florin.replay.journal;

import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.snapshot.SnapshotReader;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.Egress;
import dev.florin.statemachine.StateMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory replayed from nothing or from a snapshot, one command after the other, with every check that a start makes:
 * checksums, chain, sequences, seals, and before each batch the state hash that its header tells. Writes nothing there and
 * takes no lock. Belongs to one thread; replays once.
 */
public final class JournalReplay {
    /** By ledger id, owner and type. */
    public static final Comparator<AccountId> ACCOUNT_ORDER = Comparator.comparingInt(AccountId::ledger)
            .thenComparingLong(AccountId::owner)
            .thenComparingInt(AccountId::type);

    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

    private final Path directory;
    private final Manifest manifest;
    private final StateMachine machine;
    private final Names names = new Names();
    private final CommandFrame frame = new CommandFrame();
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer request = new ExpandableArrayBuffer();
    private Step step;
    private Answer answer;
    private boolean isStopped;
    private RecoveryReport report;

    private JournalReplay(final Path directory, final Manifest manifest, final StateMachine machine) {
        this.directory = directory;
        this.manifest = manifest;
        this.machine = machine;
        machine.egress(new Capture());
    }

    /**
     * Prepares a replay.
     *
     * @param directory of an engine, or a copy of it.
     * @return a replay that has not begun.
     * @throws IOException if its manifest cannot be read.
     * @throws IllegalStateException if no engine made the directory.
     */
    public static JournalReplay of(final Path directory) throws IOException {
        final Manifest manifest = ManifestStore.read(directory);
        return new JournalReplay(directory, manifest, ReplayChecks.newStateMachine(directory, manifest));
    }

    /**
     * Prepares a replay that begins with the newest good snapshot that is not later than a point, or with nothing where there is
     * none. Its steps see only what comes behind the snapshot; names are known from the start, but not how instruments were made.
     *
     * @param directory of an engine, or a copy of it.
     * @param lastSequence that the snapshot may reflect at most.
     * @param lastTimestampNs that it may be stamped at most.
     * @return a replay that has not begun.
     * @throws IOException if the manifest cannot be read.
     * @throws IllegalStateException if no engine made the directory.
     */
    public static JournalReplay behindSnapshot(
            final Path directory, final long lastSequence, final long lastTimestampNs) throws IOException {
        final Manifest manifest = ManifestStore.read(directory);
        final long snapshotSequence = lastSnapshotSequence(directory, lastSequence, lastTimestampNs);
        final JournalReplay replay = new JournalReplay(
                directory,
                manifest,
                SnapshotRestore.newest(directory, ReplayChecks.config(directory, manifest), snapshotSequence)
                        .stateMachine());
        replay.learnNames();
        return replay;
    }

    /** That of the newest snapshot that is not later than a point, by what its header says; 0 where there is none. */
    private static long lastSnapshotSequence(
            final Path directory, final long lastSequence, final long lastTimestampNs) {
        for (final Path file : Snapshots.list(directory, lastSequence)) {
            try (SnapshotReader reader = SnapshotReader.open(file)) {
                if (reader.info().lastTimestampNs() <= lastTimestampNs) {
                    return reader.info().lastSequence();
                }
            } catch (final JournalDamagedException e) {
                LOG.warn("skipped the snapshot {}: {}", file, e.getMessage());
            }
        }
        return 0;
    }

    private void learnNames() {
        ((Answer.OfLedgers) ask(new Read.GetLedgers())).ledgers().forEach(names::addLedger);
        ((Answer.OfInstruments) ask(new Read.GetInstruments())).instruments().forEach(names::addInstrument);
    }

    /**
     * Looks at the commands of a journal without applying them, every batch checked.
     *
     * @param directory of an engine, or a copy of it.
     * @param visitor told of every command, in order.
     */
    public static void scan(final Path directory, final Consumer<CommandFrame> visitor) {
        final CommandFrame frame = new CommandFrame();
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            int position = offset;
                            for (int i = 0; i < count; i++) {
                                frame.wrap(firstSequence + i, firstTimestampNs + i, buffer, position);
                                visitor.accept(frame);
                                position += Frames.frameLength(buffer, position);
                            }
                        },
                        Integer.MAX_VALUE);
            }
        }
    }

    /**
     * Replays to the end, or to where a step ends it.
     *
     * @param eachStep told of every command.
     */
    public void run(final Step eachStep) {
        step = eachStep;
        try (JournalReader reader = Journal.openReadOnly(directory, machine.lastSequence() + 1)) {
            while (!isStopped && !reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            ReplayChecks.requireSameHash(machine, reader, firstSequence);
                            applyBatch(firstSequence, firstTimestampNs, buffer, offset, count);
                        },
                        1);
            }
            report = isStopped ? null : reader.report();
        }
    }

    private void applyBatch(
            final long firstSequence,
            final long firstTimestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int count) {
        int position = offset;
        for (int i = 0; i < count; i++) {
            final int lengthBytes = Frames.frameLength(buffer, position);
            frame.wrap(firstSequence + i, firstTimestampNs + i, buffer, position);
            if (!step.before(frame)) {
                isStopped = true;
                return;
            }
            machine.onBatch(firstSequence + i, firstTimestampNs + i, buffer, position, lengthBytes, 1);
            final Answer.ToCommand decided = (Answer.ToCommand) answer;
            if (decided.outcome().isSuccess()) {
                learn();
            }
            step.after(frame, decided);
            position += lengthBytes;
        }
    }

    private void learn() {
        switch (frame.kind()) {
            case CREATE_LEDGER, CREATE_INSTRUMENT -> {
                final Command made = frame.command().orElseThrow();
                if (made instanceof Command.CreateLedger ledger) {
                    names.addLedger(new Answer.Ledger(ledger.ledger(), ledger.code(), ledger.scale()));
                } else if (made instanceof Command.CreateInstrument instrument) {
                    names.addInstrument(instrument);
                }
            }
            default -> {
                // Nothing else has a name.
            }
        }
    }

    /**
     * The accounts that there are now.
     *
     * @return by ledger id, owner and type.
     */
    public List<AccountId> accounts() {
        return IntStream.rangeClosed(1, machine.accountCount())
                .mapToObj(machine::account)
                .sorted(ACCOUNT_ORDER)
                .toList();
    }

    /**
     * Accounts as they are now.
     *
     * @param ids any number of accounts.
     * @return in the order asked.
     */
    public List<Answer.Account> read(final List<AccountId> ids) {
        final List<Answer.Account> accounts = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i += Bounds.MAX_ACCOUNTS_READ / 10) {
            final List<AccountId> some = ids.subList(i, Math.min(ids.size(), i + Bounds.MAX_ACCOUNTS_READ / 10));
            accounts.addAll(((Answer.OfAccounts) ask(new Read.GetAccounts(some))).accounts());
        }
        return accounts;
    }

    /**
     * The sums of every ledger now.
     *
     * @return by ledger id.
     */
    public List<Answer.LedgerSums> trialBalance() {
        return ((Answer.OfTrialBalance) ask(new Read.GetTrialBalance())).ledgers();
    }

    /**
     * The book of an instrument now.
     *
     * @param instrument id.
     * @param depth most levels of a side, 1..10,000.
     * @return levels, best first.
     */
    public Answer.OfBook book(final int instrument, final int depth) {
        return (Answer.OfBook) ask(new Read.GetBook(instrument, depth));
    }

    /**
     * The open orders of an owner now.
     *
     * @param owner of orders.
     * @return by order id.
     */
    public List<Answer.OpenOrder> orders(final long owner) {
        return ((Answer.OfOrders) ask(new Read.GetOrders(owner))).orders();
    }

    private Answer ask(final Read read) {
        machine.onRead(request, 0, encoder.encode(read, request, 0));
        return answer;
    }

    /**
     * The state as far as it is replayed.
     *
     * @return the state machine; only to be looked at.
     */
    public StateMachine state() {
        return machine;
    }

    /**
     * Outcomes that the directory keeps at least.
     *
     * @return what it was made with.
     */
    public int keyRetention() {
        return ReplayChecks.config(directory, manifest).keyRetention();
    }

    /**
     * The names of ledgers and instruments made so far.
     *
     * @return which grow as the replay goes on.
     */
    public Names names() {
        return names;
    }

    /**
     * What the reader of the journal found.
     *
     * @return empty where the replay ended before the journal.
     */
    public Optional<RecoveryReport> report() {
        return Optional.ofNullable(report);
    }

    /** Keeps what leaves the state machine. */
    private final class Capture implements Egress {
        @Override
        public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            answer = decoder.decode(buffer, offset);
        }

        @Override
        public boolean takesEvents() {
            return true;
        }

        @Override
        public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            step.onEvent(buffer, offset);
        }
    }
}
