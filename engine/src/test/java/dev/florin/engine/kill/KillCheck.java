package dev.florin.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.SessionUser;
import dev.florin.engine.TestEngines;
import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.statemachine.StateMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares what a killed process had answered with what its directory holds. */
final class KillCheck {
    private static final int ASKED_AGAIN = 300;
    private static final int CHECKED_OF_EARLIER_RUNS = 2_000;

    private final Path directory;
    private final Durability durability;
    private final SplittableRandom random;
    private final Map<Uint128, AnswerLog.Entry> answered = new HashMap<>();
    private final List<AnswerLog.Entry> earlier = new ArrayList<>();
    private int fromSnapshotCount;

    KillCheck(final Path directory, final Durability durability, final long seed) {
        this.directory = directory;
        this.durability = durability;
        random = new SplittableRandom(seed);
    }

    /**
     * Checks a directory after a kill.
     *
     * @param logs of the threads of the process that was killed last.
     * @return how many answers that process had received.
     */
    int check(final List<Path> logs) {
        final StateMachine replayed = TestEngines.replay(directory);
        long lastSeen = 0;
        int count = 0;
        final List<AnswerLog.Entry> fresh = new ArrayList<>();
        for (final Path log : logs) {
            final List<AnswerLog.Entry> entries = AnswerLog.read(log);
            count += entries.size();
            lastSeen = Math.max(
                    lastSeen,
                    entries.stream().mapToLong(AnswerLog.Entry::sequence).max().orElse(0));
            addDecisions(entries, fresh);
        }
        assertThat(replayed.lastSequence())
                .describedAs("last sequence, of which an answer or a read had told %s", lastSeen)
                .isGreaterThanOrEqualTo(lastSeen);
        assertThat(fresh.stream().map(AnswerLog.Entry::sequence)).doesNotHaveDuplicates();
        checkEngine(replayed, fresh);
        earlier.addAll(fresh);
        return count;
    }

    /** Recoveries that began with a snapshot. */
    int fromSnapshotCount() {
        return fromSnapshotCount;
    }

    /** Every key has one outcome, whoever asked and however often; answers of a session come in its order. */
    private void addDecisions(final List<AnswerLog.Entry> entries, final List<AnswerLog.Entry> fresh) {
        for (final AnswerLog.Entry entry : entries) {
            if (!entry.isRead()) {
                final AnswerLog.Entry first = answered.putIfAbsent(entry.key(), entry);
                if (first == null) {
                    fresh.add(entry);
                } else {
                    assertThat(entry)
                            .usingRecursiveComparison()
                            .ignoringFields("duplicate")
                            .isEqualTo(first);
                }
            }
        }
        assertThat(entries.stream().filter(entry -> !entry.duplicate()).toList())
                .isSortedAccordingTo(Comparator.comparingLong(AnswerLog.Entry::sequence));
    }

    private void checkEngine(final StateMachine replayed, final List<AnswerLog.Entry> fresh) {
        final Engine engine =
                Engine.open(TestEngines.config(directory, durability).build());
        try (SessionUser user = new SessionUser(engine)) {
            assertThat(engine.recovery().lastSequence()).isEqualTo(replayed.lastSequence());
            assertThat(engine.recovery().stateHash()).isEqualTo(replayed.stateHash());
            assertThat(engine.recovery().skippedSnapshots()).isEmpty();
            fromSnapshotCount += engine.recovery().snapshot().isPresent() ? 1 : 0;
            ask(user, fresh);
            ask(user, sample(earlier, CHECKED_OF_EARLIER_RUNS));
            askAgain(user, sample(fresh, ASKED_AGAIN));
            TestEngines.assertBalanced(user);
            assertMoneyConserved(user);
        }
        engine.close();
        assertThat(TestEngines.replay(directory).stateHash()).isEqualTo(engine.stateHash());
    }

    private List<AnswerLog.Entry> sample(final List<AnswerLog.Entry> entries, final int count) {
        return random.ints(entries.isEmpty() ? 0 : count, 0, Math.max(1, entries.size()))
                .mapToObj(entries::get)
                .toList();
    }

    private static void ask(final SessionUser user, final List<AnswerLog.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        entries.forEach(entry -> user.offer(new Read.GetOutcome(entry.key())));
        user.awaitAll();
        final List<Answer> answers = user.takeAnswers();
        for (int i = 0; i < entries.size(); i++) {
            final Answer.OfOutcome stored = (Answer.OfOutcome) answers.get(i);
            final AnswerLog.Entry entry = entries.get(i);
            assertThat(stored.found())
                    .describedAs("answered but not there: %s", entry)
                    .isTrue();
            assertThat(new AnswerLog.Entry(
                            stored.key(),
                            stored.sequence(),
                            stored.timestampNs(),
                            stored.amount(),
                            stored.openedSequence(),
                            stored.outcome(),
                            entry.duplicate()))
                    .isEqualTo(entry);
        }
    }

    /** A retry gets the stored answer, and nothing moves twice. */
    private static void askAgain(final SessionUser user, final List<AnswerLog.Entry> entries) {
        for (final AnswerLog.Entry entry : entries) {
            final Answer.OfCommand again = user.command(MixedLoad.command(entry.key()));
            assertThat(again.duplicate()).isTrue();
            assertThat(AnswerLog.Entry.of(entry.key(), again))
                    .usingRecursiveComparison()
                    .ignoringFields("duplicate")
                    .isEqualTo(entry);
        }
    }

    private static void assertMoneyConserved(final SessionUser user) {
        final Answer.OfAccounts all = (Answer.OfAccounts) user.call(new Read.GetAccounts(MixedLoad.accounts()));
        assertThat(all.accounts().stream().mapToLong(Answer.Account::balance).sum())
                .isZero();
        assertThat(all.accounts().stream().skip(1)).allMatch(account -> account.balance() >= 0);
        final Answer.OfCommand setUp = user.command(MixedLoad.setUp().get(0));
        assertThat(setUp.outcome()).isEqualTo(Outcome.OK);
        assertThat(setUp.sequence()).isOne();
    }
}
