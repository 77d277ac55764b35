package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.engine.Engine;
import dev.florin.protocol.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OptimisticRetryTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Account ANNA = SEK.account(42);
    private static final Account SAVINGS = SEK.account(7);

    @TempDir
    private Path directory;

    private Engine engine;
    private Florin florin;

    @BeforeEach
    void open() {
        engine = Engine.open(FlorinTest.config(directory));
        florin = FlorinTest.filled(engine);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** Half of what is there. */
    private TransferBuilder half(final Snapshot snapshot, final Key key) {
        final Money half = SEK.minor(snapshot.get(ANNA).balance().minor() / 2);
        return florin.transfer(key).from(ANNA).to(SAVINGS).amount(half);
    }

    private void spendOne() {
        florin.transfer(Key.random())
                .from(ANNA)
                .to(SEK.account(0))
                .amount(SEK.amount("1"))
                .callOrThrow();
    }

    @Test
    void shouldDecideAnewUntilNothingChangedMeanwhile() {
        final OptimisticRetry retry = OptimisticRetry.on(florin);
        final AtomicInteger attempts = new AtomicInteger();
        final Key key = Key.random();
        final Result<Receipt.Posted> result = retry.call(List.of(ANNA), snapshot -> {
            if (attempts.incrementAndGet() <= 2) {
                spendOne();
            }
            return half(snapshot, key);
        });
        assertThat(result.orThrow().amount()).isEqualTo(SEK.amount("499"));
        assertThat(attempts).hasValue(3);
        assertThat(retry.conflictCount()).isEqualTo(2);
        assertThat(retry.exhaustedCount()).isZero();
    }

    @Test
    void shouldGiveUpLoudlyWhenTheBudgetIsUsedUp() {
        final OptimisticRetry retry =
                OptimisticRetry.on(florin).withBudget(3, Duration.ofNanos(1), Duration.ofNanos(1));
        final AtomicInteger attempts = new AtomicInteger();
        final Key key = Key.random();
        final Result<Receipt.Posted> result = retry.call(List.of(ANNA), snapshot -> {
            attempts.incrementAndGet();
            spendOne();
            return half(snapshot, key);
        });
        assertThat(result.outcome()).isEqualTo(Outcome.VERSION_MISMATCH);
        assertThat(attempts).hasValue(3);
        assertThat(retry.exhaustedCount()).isEqualTo(1);
        assertThat(florin.read(SAVINGS).balance()).isEqualTo(SEK.amount("0"));
    }

    @Test
    void shouldHandOnARefusalThatIsNoConflict() {
        final OptimisticRetry retry = OptimisticRetry.on(florin);
        final Result<Receipt.Posted> result = retry.call(
                List.of(ANNA),
                snapshot -> florin.transfer(Key.of(99)).from(ANNA).to(SAVINGS).amount(SEK.amount("1000.01")));
        assertThat(result.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(retry.conflictCount()).isZero();
    }

    @Test
    void shouldLoseNoUpdateWhenThreadsMeet() throws InterruptedException {
        final OptimisticRetry retry =
                OptimisticRetry.on(florin).withBudget(1_000, Duration.ofNanos(50_000), Duration.ofMillis(2));
        final List<Thread> threads = new ArrayList<>();
        final AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 25; j++) {
                    final Key key = Key.random();
                    final Result<Receipt.Posted> result = retry.call(
                            List.of(ANNA, SAVINGS),
                            snapshot ->
                                    florin.transfer(key).from(ANNA).to(SAVINGS).amount(SEK.amount("10")));
                    if (result.isDone()) {
                        done.incrementAndGet();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (final Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(100);
        assertThat(florin.read(SAVINGS).balance()).isEqualTo(SEK.amount("1000"));
    }

    @Test
    void shouldNeedAtLeastOneAttempt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptimisticRetry.on(florin).withBudget(0, Duration.ofNanos(1), Duration.ofNanos(1)));
    }
}
