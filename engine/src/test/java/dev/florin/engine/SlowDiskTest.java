package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
