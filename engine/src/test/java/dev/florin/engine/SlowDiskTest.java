package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.NoAnswerException;
import dev.florin.engine.client.TransferBatch;
import dev.florin.engine.client.TransferBuilder;
import dev.florin.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told while the disk does not answer: that nobody knows, and how to find out. */
@Timeout(60)
class SlowDiskTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Account BANK = SEK.account(0);
    private static final Account ANNA = SEK.account(42);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final int COUNT = 100;

    @TempDir
    private Path directory;

    private final FaultyFiles disk = new FaultyFiles();

    private Engine engine;

    @BeforeEach
    void open() {
        engine = Engine.open(
                TestEngines.config(directory, Durability.FSYNC).fileLayer(disk).build());
    }

    /** In this order: an engine does not close while its disk hangs. */
    @AfterEach
    void openTheDiskAndClose() {
        disk.commits().open();
        engine.close();
    }

    private Florin filled() {
        final Florin florin = Florin.on(engine);
        florin.createLedger(SEK).callOrThrow();
        florin.openAccount(BANK).noFloor().callOrThrow();
        florin.openAccount(ANNA).callOrThrow();
        return florin;
    }

    private static TransferBuilder topUp(final Florin florin, final Key key) {
        return florin.transfer(key).from(BANK).to(ANNA).amount(SEK.minor(3));
    }

    @Test
    void shouldSayThatNoAnswerCameInTimeAndFindItByKey() {
        final Florin florin = filled();
        final Key key = Key.random();
        disk.commits().shut();
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> topUp(florin.withTimeout(SHORT), key).callOrThrow())
                .withMessageContaining(key.toString())
                .satisfies(e -> {
                    assertThat(e.key()).contains(key);
                    assertThat(e.isEngineRunning()).isTrue();
                });
        disk.commits().open();
        assertThat(topUp(florin, key).callOrThrow().isDuplicate()).isTrue();
        assertThat(florin.read(ANNA).balance()).isEqualTo(SEK.minor(3));
    }

    @Test
    void shouldStopAskingWhenTheBudgetIsUsedUp() {
        final Florin florin = filled().withTimeout(SHORT);
        disk.commits().shut();
        final TransferBuilder topUp = topUp(florin, Key.random());
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> assertThat(topUp.callUntilAnswered(SHORT.multipliedBy(5)))
                        .isNull());
        disk.commits().open();
    }

    /** The first attempt hangs in the disk when the engine begins to close; those after it are refused, and it is done. */
    @Test
    void shouldNotTakeARefusalForTheAnswerToAnAttemptBefore() throws InterruptedException {
        final TransferBuilder topUp = topUp(filled().withTimeout(SHORT), Key.random());
        disk.commits().shut();
        final Thread closing = new Thread(() -> {
            Await.until("the first attempt hangs", disk.commits()::holdsSomebody);
            engine.close();
        });
        closing.start();
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> assertThat(topUp.callUntilAnswered(SHORT.multipliedBy(50)))
                        .isNull());
        disk.commits().open();
        closing.join();
        open();
        assertThat(topUp(Florin.on(engine), topUp.key()).callOrThrow().isDuplicate())
                .isTrue();
    }

    @Test
    void shouldRefuseToWaitOnTheThreadThatTakesTheAnswers() {
        final Florin florin = filled();
        final List<Callable<Object>> waits = List.of(
                () -> florin.read(ANNA),
                () -> topUp(florin, Key.random()).call(),
                () -> topUp(florin, Key.random()).callUntilAnswered(SHORT),
                () -> florin.transferBatch().call(SHORT));
        for (final Callable<Object> wait : waits) {
            disk.commits().shut();
            final CompletableFuture<Object> chained =
                    topUp(florin, Key.random()).send().thenApply(sent -> called(wait));
            disk.commits().open();
            assertThatThrownBy(chained::join).hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(florin.read(ANNA).balance()).isEqualTo(SEK.minor(3L * waits.size()));
    }

    private static Object called(final Callable<Object> wait) {
        try {
            return wait.call();
        } catch (final Exception e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void shouldSayWhenNotAllOfABatchWereAnsweredInTimeAndAnswerTheSameWhenAskedAgain() {
        final Florin florin = filled();
        final TransferBatch batch = florin.transferBatch();
        for (int i = 1; i <= COUNT; i++) {
            batch.transfer(Key.of(i)).from(BANK).to(ANNA).amount(SEK.minor(3));
        }
        disk.commits().shut();
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> assertThat(batch.call(SHORT)).isNull());
        disk.commits().open();
        assertThat(batch.call(Duration.ofSeconds(30)).doneCount()).isEqualTo(COUNT);
        assertThat(florin.read(ANNA).balance()).isEqualTo(SEK.minor(3L * COUNT));
    }
}
