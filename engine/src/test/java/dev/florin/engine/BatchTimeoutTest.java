package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.florin.engine.client.Account;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.NoAnswerException;
import dev.florin.engine.client.TransferBatch;
import dev.florin.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch on a disk that does not answer in time. */
@Timeout(60)
class BatchTimeoutTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Account BANK = SEK.account(0);
    private static final Account ANNA = SEK.account(42);
    private static final int COUNT = 100;

    @TempDir
    private Path directory;

    private final FaultyFiles disk = new FaultyFiles();

    @AfterEach
    void openTheDisk() {
        disk.commits().open();
    }

    @Test
    void shouldSayWhenNotAllWereAnsweredInTimeAndAnswerTheSameWhenAskedAgain() {
        try (Engine engine = Engine.open(
                TestEngines.config(directory, Durability.FSYNC).fileLayer(disk).build())) {
            final Florin florin = Florin.on(engine);
            florin.createLedger(SEK).callOrThrow();
            florin.openAccount(BANK).noFloor().callOrThrow();
            florin.openAccount(ANNA).callOrThrow();
            final TransferBatch batch = florin.transferBatch();
            for (int i = 1; i <= COUNT; i++) {
                batch.transfer(Key.of(i)).from(BANK).to(ANNA).amount(SEK.minor(3));
            }
            disk.commits().shut();
            assertThatExceptionOfType(NoAnswerException.class)
                    .isThrownBy(
                            () -> assertThat(batch.call(Duration.ofMillis(10))).isNull());
            disk.commits().open();
            assertThat(batch.call(Duration.ofSeconds(30)).doneCount()).isEqualTo(COUNT);
            assertThat(florin.read(ANNA).balance()).isEqualTo(SEK.minor(3L * COUNT));
        }
    }
}
