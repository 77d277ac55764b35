package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import dev.florin.statemachine.snapshot.MemorySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/**
 * Snapshots of random streams: one is begun at a random command and taken bit by bit while the stream goes on, then loaded;
 * with the rest of the stream it must give the same answers, events, hash and reads as what never stopped. {@code
 * -Dflorin.seeds} says how many streams, {@code -Dflorin.seed} names the first.
 */
final class SnapshotStreamTest {
    private static final long FIRST_SEED = Long.getLong("florin.seed", 1);
    private static final int SEEDS = Integer.getInteger("florin.seeds", Boolean.getBoolean("florin.long") ? 500 : 20);
    private static final int COMMANDS = Integer.getInteger("florin.commands", 500);
    private static final int SNAPSHOTS = 3;
    private static final int OWNERS = 12;
    private static final int TYPES = 3;

    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(seed, StreamSettings.ALL_KINDS);
        }
    }

    @Test
    void shouldGoOnWithTheLedgerAlone() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(seed, StreamSettings.LEDGER_KINDS);
        }
    }

    @Test
    void shouldGoOnWithOrders() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(seed, StreamSettings.MARKET_KINDS);
        }
    }

    private void run(final long seed, final Set<CommandKind> kinds) {
        final SplittableRandom random = new SplittableRandom(seed);
        // Small retentions forget, move outcomes aside, and use rows of the log again.
        final int retention = random.nextInt(3) == 0 ? 20_000 : 1 + random.nextInt(150);
        final StateMachineConfig config = StateMachineConfig.withKeyRetention(retention);
        final List<Step> steps = StreamGenerator.generate(seed, COMMANDS, kinds);
        final StateMachine live = new StateMachine(config);
        final DecodingEgress egress = new DecodingEgress();
        live.egress(egress);
        final List<List<Object>> outputs = new ArrayList<>();
        final List<MemorySnapshot> snapshots = new ArrayList<>();
        final int sweepShare = 1 + random.nextInt(30);
        for (int i = 0; i < steps.size(); i++) {
            apply(live, steps, i);
            outputs.add(egress.takeAll());
            snapshotStep(live, snapshots, random, sweepShare, steps.size());
        }
        boolean isActive = live.snapshot().isActive();
        while (isActive) {
            isActive = !live.snapshot().sweep(1);
        }
        for (final MemorySnapshot snapshot : snapshots) {
            compare(
                    "seed " + seed + " from sequence " + snapshot.head().lastSequence(),
                    config,
                    steps,
                    snapshot,
                    live,
                    outputs);
        }
    }

    private static void snapshotStep(
            final StateMachine live,
            final List<MemorySnapshot> snapshots,
            final SplittableRandom random,
            final int sweepShare,
            final int steps) {
        if (live.snapshot().isActive()) {
            if (random.nextInt(100) < sweepShare) {
                live.snapshot().sweep(1 + random.nextInt(300));
            }
        } else if (random.nextInt(steps / SNAPSHOTS) == 0) {
            final MemorySnapshot snapshot = new MemorySnapshot(random.split(), 10);
            snapshot.begin(live);
            snapshots.add(snapshot);
        }
    }

    private void compare(
            final String which,
            final StateMachineConfig config,
            final List<Step> steps,
            final MemorySnapshot snapshot,
            final StateMachine live,
            final List<List<Object>> outputs) {
        final StateMachine loaded = new StateMachine(config);
        final DecodingEgress egress = new DecodingEgress();
        loaded.egress(egress);
        snapshot.load(loaded);
        assertThat(loaded.stateHash()).as(which).isEqualTo(snapshot.head().stateHash());
        assertThat(loaded.audit()).as(which).isEmpty();
        for (int i = (int) loaded.lastSequence(); i < steps.size(); i++) {
            apply(loaded, steps, i);
            assertThat(egress.takeAll()).as("%s, at %d", which, i + 1).isEqualTo(outputs.get(i));
        }
        assertThat(loaded.stateHash()).as(which).isEqualTo(live.stateHash());
        assertThat(loaded.audit()).as(which).isEmpty();
        assertThat(reads(loaded, steps)).as(which).isEqualTo(reads(live, steps));
        assertThat(figures(loaded)).as(which).isEqualTo(figures(live));
    }

    private static List<Long> figures(final StateMachine machine) {
        return List.of(
                machine.lastSequence(),
                machine.lastTimestampNs(),
                machine.nextDueNs(),
                machine.oldestKeySequence(),
                machine.oldestKeyTimestampNs(),
                machine.keyCount(),
                (long) machine.accountCount(),
                machine.openHoldCount(),
                (long) machine.openOrderCount(),
                (long) machine.instrumentCount());
    }

    /** Everything that reads tell. */
    private List<Answer> reads(final StateMachine machine, final List<Step> steps) {
        final DecodingEgress egress = new DecodingEgress();
        machine.egress(egress);
        final List<Answer> answers = new ArrayList<>();
        answers.add(read(machine, egress, new Read.GetTrialBalance()));
        final Answer.OfLedgers ledgers = (Answer.OfLedgers) read(machine, egress, new Read.GetLedgers());
        answers.add(ledgers);
        final List<AccountId> accounts = new ArrayList<>();
        for (final Answer.Ledger ledger : ledgers.ledgers()) {
            for (int i = 0; i < OWNERS * TYPES; i++) {
                accounts.add(new AccountId(i / TYPES, ledger.id(), i % TYPES));
            }
        }
        if (!accounts.isEmpty()) {
            answers.add(read(machine, egress, new Read.GetAccounts(accounts)));
        }
        final Answer.OfInstruments instruments =
                (Answer.OfInstruments) read(machine, egress, new Read.GetInstruments());
        answers.add(instruments);
        instruments.instruments().forEach(it -> answers.add(read(machine, egress, new Read.GetBook(it.id(), 100))));
        for (int owner = 0; owner < OWNERS; owner++) {
            answers.add(read(machine, egress, new Read.GetOrders(owner)));
        }
        steps.forEach(step -> step.command()
                .ifPresent(command -> answers.add(read(machine, egress, new Read.GetOutcome(command.key())))));
        return answers;
    }

    private Answer read(final StateMachine machine, final DecodingEgress egress, final Read read) {
        machine.onRead(buffer, 0, encoder.encode(read, buffer, 0));
        return egress.takeAnswer();
    }

    private void apply(final StateMachine machine, final List<Step> steps, final int i) {
        final int length = steps.get(i).encode(encoder, buffer, 0);
        machine.onBatch(i + 1L, steps.get(i).timestampNs(), buffer, 0, length, 1);
    }
}
