package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves before what it reflects is durable. */
@Timeout(120)
class GateTest {
    private static final int TRANSFERS = 500;
    private static final int VAIN_POLLS = 10_000;

    @TempDir
    private Path directory;

    private final FaultyFiles disk = new FaultyFiles();
    private Engine engine;

    private void open(final Durability durability) {
        engine = Engine.open(
                TestEngines.config(directory, durability).fileLayer(disk).build());
    }

    /** In this order: an engine does not close while its disk hangs. */
    @AfterEach
    void openTheDiskAndClose() {
        disk.commits().open();
        disk.segmentSyncs().open();
        engine.close();
    }

    private void awaitApplied(final long sequence) {
        Await.until("sequence " + sequence + " is applied", () -> engine.lastSequence() >= sequence);
    }

    @Test
    void shouldHoldBackEveryAnswerUntilItsForceIsDone() {
        open(Durability.FSYNC);
        try (SessionUser writer = new SessionUser(engine);
                SessionUser reader = new SessionUser(engine)) {
            final int before = TestEngines.openAccounts(writer, 1, 0);
            disk.commits().shut();
            for (int i = 1; i <= TRANSFERS; i++) {
                writer.offer(transfer(1_000 + i, BANK, account(1), 1));
            }
            writer.offer(transfer(1_001, BANK, account(1), 1)); // the stored answer waits for its own sequence too
            writer.offer(new Read.GetAccounts(List.of(account(1))));
            awaitApplied(before + TRANSFERS + 1);
            reader.offer(new Read.GetAccounts(List.of(account(1))));
            reader.offer(new Read.GetTrialBalance());
            reader.offer(new Read.GetOutcome(Uint128.of(1_000 + TRANSFERS)));
            writer.offer(transfer(9_999, BANK, account(1), 1)); // behind the reads: applied means they were served
            awaitApplied(before + TRANSFERS + 2);
            for (int i = 0; i < VAIN_POLLS; i++) {
                assertThat(writer.poll()).isZero();
                assertThat(reader.poll()).isZero();
            }
            assertThat(disk.commits().holdsSomebody()).isTrue();

            disk.commits().open();
            writer.awaitAll();
            reader.awaitAll();
            assertCameInOrder(writer.takeAnswers(), before);
            assertThat(((Answer.OfAccounts) reader.takeAnswers().get(0))
                            .accounts()
                            .get(0)
                            .balance())
                    .isEqualTo(TRANSFERS);
        }
    }

    private static void assertCameInOrder(final List<Answer> answers, final int before) {
        assertThat(answers).hasSize(TRANSFERS + 3);
        for (int i = 0; i < TRANSFERS; i++) {
            assertThat(((Answer.OfCommand) answers.get(i)).sequence()).isEqualTo(before + 1 + i);
        }
        final Answer.OfCommand again = (Answer.OfCommand) answers.get(TRANSFERS);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.sequence()).isEqualTo(before + 1);
        final Answer.OfAccounts read = (Answer.OfAccounts) answers.get(TRANSFERS + 1);
        assertThat(read.sequence()).isEqualTo(before + TRANSFERS + 1);
        assertThat(read.accounts().get(0).balance()).isEqualTo(TRANSFERS);
        assertThat(((Answer.OfCommand) answers.get(TRANSFERS + 2)).sequence()).isEqualTo(before + TRANSFERS + 2);
    }

    @Test
    void shouldLetReadsOfWhatIsDurablePassWhileNothingIsUnderWay() {
        open(Durability.FSYNC);
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 1, 7);
            disk.commits().shut();
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(7);
        }
    }

    @Test
    void shouldCompleteNoFutureOfTheClientBeforeTheForce() {
        open(Durability.FSYNC);
        try (SessionUser user = new SessionUser(engine)) {
            final int before = TestEngines.openAccounts(user, 1, 0);
            disk.commits().shut();
            final List<CompletableFuture<Answer>> futures = new ArrayList<>();
            for (int i = 1; i <= TRANSFERS; i++) {
                futures.add(engine.client().send(transfer(1_000 + i, BANK, account(1), 1)));
            }
            futures.add(engine.client().send(new Read.GetTrialBalance()));
            awaitApplied(before + TRANSFERS);
            assertThat(futures).noneMatch(CompletableFuture::isDone);
            disk.commits().open();
            assertThat(futures).allSatisfy(future -> assertThat(future.join()).isNotInstanceOf(Answer.Refused.class));
        }
    }

    @Test
    void shouldWaitForNoDiskUnderMemoryMapped() {
        disk.commits().shut();
        open(Durability.MEMORY_MAPPED);
        try (SessionUser user = new SessionUser(engine)) {
            disk.segmentSyncs().shut();
            TestEngines.openAccounts(user, 1, 7);
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(7);
            disk.segmentSyncs().open();
        }
    }
}
