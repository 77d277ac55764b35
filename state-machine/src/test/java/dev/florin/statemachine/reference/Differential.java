package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;

/**
 * Runs a stream through a state machine and the model side by side: after every command the answer, the events, every
 * figure of every account, the sums of every ledger, what keys decided, and the invariants of section 6. Then replays the
 * same frames in other batches and compares state hashes at random cut points. One instance runs one stream.
 */
public final class Differential {
    private static final AccountId NOBODY = AccountId.of(123_456_789, Picker.UNKNOWN_LEDGER);
    private static final int SELDOM = 64;

    private final SplittableRandom random;
    private final StateMachine stateMachine;
    private final DecodingEgress egress = new DecodingEgress();
    private final ReferenceLedger model = new ReferenceLedger();
    private final RequestEncoder encoder = new RequestEncoder();
    private final CommandCheck check = new CommandCheck();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final Invariants invariants = new Invariants();
    private final List<Uint128> keys = new ArrayList<>();
    private final Replay replay;
    private long sequence;

    private Differential(final SplittableRandom random, final StateMachineConfig config) {
        this.random = random;
        this.stateMachine = new StateMachine(config);
        this.replay = new Replay(random);
        stateMachine.egress(egress);
    }

    /**
     * Runs a stream.
     *
     * @param steps the stream.
     * @param seed for the cut points and batches of the replay and the keys asked about.
     * @param config of the state machine.
     * @return empty if all agreed; else what differed first, in words.
     */
    public static Optional<String> run(final List<Step> steps, final long seed, final StateMachineConfig config) {
        final Differential differential = new Differential(new SplittableRandom(seed), config);
        try {
            steps.forEach(differential::step);
            differential.requireSound();
            differential.replay.compare(config, differential.stateMachine.stateHash());
            return Optional.empty();
        } catch (final AssertionError | RuntimeException e) {
            return Optional.of("after sequence " + differential.sequence + ": " + e);
        }
    }

    private void step(final Step step) {
        sequence++;
        final int length = step.encode(encoder, buffer, 0);
        if (step.command().isPresent()) {
            final Outcome atTheDoor = check.check(buffer, 0, length);
            Require.same("the door", Outcome.OK, atTheDoor);
            keys.add(step.command().get().key());
        }
        stateMachine.onBatch(sequence, step.timestampNs(), buffer, 0, length, 1);
        final List<Object> expected = expected(step);
        Require.same("what leaves", expected, egress.takeAll());
        replay.add(step.timestampNs(), buffer, length, expected);
        forget();
        compareReads(step);
        compareFigures();
        if (random.nextInt(SELDOM) == 0) {
            requireSound();
        }
        if (random.nextInt(50) == 0) {
            replay.cut(sequence, stateMachine.stateHash());
        }
    }

    /** The events of a command come before its answer. */
    private List<Object> expected(final Step step) {
        final Answer answer = step.applyTo(model, sequence);
        final List<Object> expected = new ArrayList<>(model.events());
        expected.add(answer);
        return expected;
    }

    /** How many keys are kept beyond the retention is the state machine's own choice; that enough are, is not. */
    private void forget() {
        model.forgetBefore(stateMachine.oldestKeySequence());
        Require.same("keys", (long) model.keyCount(), stateMachine.keyCount());
    }

    private void compareReads(final Step step) {
        final List<AccountId> ids = new ArrayList<>(model.state().accounts.keySet());
        ids.add(NOBODY);
        final Answer.OfAccounts accounts = compareAccounts(new Read.GetAccounts(ids));
        final Answer trialBalance = compareRead(new Read.GetTrialBalance());
        invariants.check(
                accounts, (Answer.OfTrialBalance) trialBalance, model.state().reservedByOrders());
        step.command().ifPresent(command -> compareRead(new Read.GetOutcome(command.key())));
        if (!keys.isEmpty()) {
            compareRead(new Read.GetOutcome(keys.get(random.nextInt(keys.size()))));
        }
        compareRead(new Read.GetOutcome(new Uint128(3, sequence)));
        if (random.nextInt(SELDOM) == 0) {
            compareRead(new Read.GetLedgers());
        }
        if (!model.state().instruments.isEmpty()) {
            compareMarket();
        }
    }

    private void compareMarket() {
        for (final int instrument : model.state().instruments.keySet()) {
            compareRead(new Read.GetBook(instrument, 1 + random.nextInt(12)));
        }
        final List<Long> owners = model.state().orders.values().stream()
                .map(ModelOrder::owner)
                .distinct()
                .toList();
        owners.forEach(owner -> compareRead(new Read.GetOrders(owner)));
        if (random.nextInt(SELDOM) == 0) {
            compareRead(new Read.GetInstruments());
            compareRead(new Read.GetOrders(NOBODY.owner()));
            compareRead(new Read.GetBook(Picker.UNKNOWN_LEDGER, 1));
        }
    }

    private Answer.OfAccounts compareAccounts(final Read.GetAccounts read) {
        final Answer.OfAccounts expected = (Answer.OfAccounts) model.read(read);
        final Answer.OfAccounts answer = (Answer.OfAccounts) ask(read);
        Require.same("accounts", expected.accounts(), answer.accounts());
        Require.same("answer to get", expected, answer);
        return answer;
    }

    private Answer compareRead(final Read read) {
        final Answer answer = ask(read);
        Require.same("answer to " + read, model.read(read), answer);
        return answer;
    }

    private Answer ask(final Read read) {
        final int length = encoder.encode(read, buffer, 0);
        Require.same("the door", Outcome.OK, check.check(buffer, 0, length));
        stateMachine.onRead(buffer, 0, length);
        return egress.takeAnswer();
    }

    private void compareFigures() {
        Require.same("last sequence", sequence, stateMachine.lastSequence());
        Require.same("accounts", model.state().accounts.size(), stateMachine.accountCount());
        Require.same("open holds", (long) model.state().openHolds.size(), stateMachine.openHoldCount());
        Require.same("next due", model.nextDueNs(), stateMachine.nextDueNs());
    }

    private void requireSound() {
        Require.same("audit", List.of(), stateMachine.audit());
    }
}
