package dev.florin.journal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WakeUpTest {

    private static final int ROUNDS = 2_000;

    /** Were a signal lost, each loss would take the longest park, and the test half a minute for every three hundred. */
    @Test
    void shouldWakeAWaiterForEveryPieceOfWork() throws InterruptedException {
        final WakeUp wakeUp = new WakeUp();
        final AtomicInteger work = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();
        final Thread waiter = new Thread(() -> {
            while (done.get() < ROUNDS) {
                final int count = work.getAndSet(0);
                done.addAndGet(count);
                wakeUp.idle(count);
            }
        });
        final long startNs = System.nanoTime();
        waiter.start();
        for (int i = 1; i <= ROUNDS; i++) {
            work.incrementAndGet();
            wakeUp.signal();
            while (done.get() < i) {
                Thread.onSpinWait();
            }
        }
        wakeUp.signal();
        waiter.join();
        assertThat(System.nanoTime() - startNs).isLessThan(20_000_000_000L);
    }

    @Test
    void shouldNotMindASignalWhileNobodyWaits() {
        final WakeUp wakeUp = new WakeUp();
        wakeUp.signal();
        wakeUp.idle(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
