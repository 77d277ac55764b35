package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Engines as tests need them: small files, no watch on the disk, accounts opened. */
public final class TestEngines {
    /** Keys that a test's engine keeps, so that its index is quick to set up. */
    public static final int KEY_RETENTION = 1_000_000;

    private static final long SEGMENT_LENGTH_BYTES = 16L * 1024 * 1024;
    private static final long COMMIT_FILE_LENGTH_BYTES = 4L * 1024 * 1024;

    private TestEngines() {}

    /**
     * Starts a configuration for a test.
     *
     * @param directory of the journal.
     * @param durability to reach.
     * @return a builder.
     */
    public static EngineConfig.Builder config(final Path directory, final Durability durability) {
        return EngineConfig.builder(directory)
                .durability(durability)
                .keyRetention(KEY_RETENTION)
                .segmentLengthBytes(SEGMENT_LENGTH_BYTES)
                .commitFileLengthBytes(COMMIT_FILE_LENGTH_BYTES)
                .minFreeDiskBytes(0);
    }

    /**
     * Makes the ledger, the bank and accounts 1 to {@code count}, each with money of its own.
     *
     * @param user who sends the commands, with keys from 1 on.
     * @param count of accounts.
     * @param amount on each, 0 for none.
     * @return how many commands that took.
     */
    public static int openAccounts(final SessionUser user, final int count, final long amount) {
        int key = 0;
        user.offer(TestCommands.createLedger(++key));
        user.offer(TestCommands.openUnlimited(++key, TestCommands.BANK));
        for (int owner = 1; owner <= count; owner++) {
            user.offer(TestCommands.open(++key, TestCommands.account(owner)));
            if (amount > 0) {
                user.offer(TestCommands.transfer(++key, TestCommands.BANK, TestCommands.account(owner), amount));
            }
        }
        user.awaitAll();
        assertThat(user.takeAnswers())
                .hasSize(key)
                .allMatch(answer -> ((Answer.OfCommand) answer).outcome() == Outcome.OK);
        return key;
    }

    /**
     * Reads one account.
     *
     * @param user who asks.
     * @param id of the account.
     * @return the account.
     */
    public static Answer.Account read(final SessionUser user, final AccountId id) {
        return ((Answer.OfAccounts) user.call(new Read.GetAccounts(List.of(id))))
                .accounts()
                .get(0);
    }

    /**
     * Checks that every ledger's debits equal its credits.
     *
     * @param user who asks.
     */
    public static void assertBalanced(final SessionUser user) {
        final Answer.OfTrialBalance trial = (Answer.OfTrialBalance) user.call(new Read.GetTrialBalance());
        assertThat(trial.ledgers()).isNotEmpty().allSatisfy(sums -> {
            assertThat(sums.debitsPosted()).isEqualTo(sums.creditsPosted());
            assertThat(sums.debitsPending()).isEqualTo(sums.creditsPending());
        });
    }

    /**
     * Replays a directory without the engine: a reader beside it and a state machine of its own.
     *
     * @param directory of a journal, in whatever state a crash left it.
     * @return the state machine after the last sequence.
     */
    public static StateMachine replay(final Path directory) {
        final StateMachine stateMachine = new StateMachine(StateMachineConfig.withKeyRetention(KEY_RETENTION));
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count) -> {
                            assertThat(firstSequence).isEqualTo(stateMachine.lastSequence() + 1);
                            assertThat(reader.lastAppliedSequence()).isEqualTo(stateMachine.lastSequence());
                            assertThat(reader.stateHash()).isEqualTo(stateMachine.stateHash());
                            stateMachine.onBatch(firstSequence, firstTimestampNs, buffer, offset, lengthBytes, count);
                        },
                        Integer.MAX_VALUE);
            }
        }
        assertThat(stateMachine.stateHash()).isEqualTo(stateMachine.recomputeStateHash());
        return stateMachine;
    }

    /**
     * The engine's and the journal's threads that are alive, of whatever engine of this process.
     *
     * @return names.
     */
    public static List<String> florinThreads() {
        final List<String> names = new ArrayList<>();
        for (final Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("florin-")) {
                names.add(thread.getName());
            }
        }
        return names;
    }
}
