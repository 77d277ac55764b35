package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.engine.Engine;
import dev.florin.protocol.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TransferBatchTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Account BANK = SEK.account(0);
    private static final Account ANNA = SEK.account(42);
    private static final int COUNT = 20_000;

    @TempDir
    private Path directory;

    private static TransferBatch bonuses(final Florin florin, final Key campaign) {
        final TransferBatch batch = florin.transferBatch();
        for (int i = 0; i < COUNT; i++) {
            batch.transfer(campaign.derive(i)).from(BANK).to(ANNA).amount(SEK.minor(3));
        }
        return batch;
    }

    @Test
    void shouldCreditEachOnceHoweverOftenItIsCalled() {
        final Key campaign = Key.random();
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final Florin florin = FlorinTest.filled(engine);
            final BatchResult first = bonuses(florin, campaign).call(Duration.ofSeconds(30));
            assertThat(first.results()).hasSize(COUNT);
            assertThat(first.doneCount()).isEqualTo(COUNT);
            assertThat(first.duplicateCount()).isZero();
        }
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final Florin florin = Florin.on(engine);
            final BatchResult again = bonuses(florin, campaign).call(Duration.ofSeconds(30));
            assertThat(again.doneCount()).isEqualTo(COUNT);
            assertThat(again.duplicateCount()).isEqualTo(COUNT);
            assertThat(florin.read(ANNA).balance()).isEqualTo(SEK.minor(100_000 + 3L * COUNT));
        }
    }

    @Test
    void shouldTellWhichWereRefused() {
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final Florin florin = FlorinTest.filled(engine);
            final TransferBatch batch = florin.transferBatch();
            batch.transfer(Key.of(10)).from(BANK).to(ANNA).amount(SEK.minor(1));
            batch.transfer(Key.of(11)).from(BANK).to(SEK.account(99)).amount(SEK.minor(1));
            batch.transfer(Key.of(12)).from(BANK).to(ANNA).amount(SEK.minor(0));
            final BatchResult result = batch.send().join();
            assertThat(batch.size()).isEqualTo(3);
            assertThat(result.doneCount()).isEqualTo(1);
            assertThat(result.refused()).extracting(Result.Refused::key).containsExactly(Key.of(11), Key.of(12));
            assertThat(result.refused())
                    .extracting(Result.Refused::outcome)
                    .containsExactly(Outcome.CREDIT_ACCOUNT_NOT_FOUND, Outcome.AMOUNT_ZERO);
        }
    }

    @Test
    void shouldNotSendAnUnfinishedTransfer() {
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final TransferBatch batch = Florin.on(engine).transferBatch();
            assertThat(batch.transfer(Key.of(10)).from(BANK).to(ANNA)).isNotNull();
            assertThatIllegalStateException().isThrownBy(() -> batch.send().join());
        }
    }
}
