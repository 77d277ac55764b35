package dev.florin.journal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In threads of their own, for a thread that does not end is waited for without regard to interrupts. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkerThreadTest {

    private static final long MAX_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final FailureLatch failure = new FailureLatch();
    private final Semaphore steps = new Semaphore(0);

    @Test
    void shouldWorkUntilThereIsNothingToDo() throws InterruptedException {
        final AtomicInteger left = new AtomicInteger(3);
        try (WorkerThread thread = thread(WorkerThread.UNTIL_WOKEN_NS, () -> {
            steps.release();
            return left.getAndUpdate(count -> Math.max(0, count - 1));
        })) {
            thread.start();
            steps.acquire(4);
            assertThat(left).hasValue(0);
        }
        assertThat(steps.availablePermits()).isZero();
    }

    @Test
    void shouldLookAgainOnceItIsWoken() throws InterruptedException {
        try (WorkerThread thread = thread(WorkerThread.UNTIL_WOKEN_NS, this::step)) {
            thread.start();
            for (int i = 0; i < 100; i++) {
                steps.acquire();
                thread.wakeUp();
            }
        }
    }

    @Test
    void shouldLookAgainUnaskedAfterItsLongestSleep() throws InterruptedException {
        try (WorkerThread thread = thread(MAX_SLEEP_NS, this::step)) {
            thread.start();
            steps.acquire(5);
        }
        assertThat(failure.failure()).isNull();
    }

    @Test
    void shouldFailTheJournalAndEndWhereItFails() throws InterruptedException {
        final IOException broken = new IOException("the disk is gone");
        final CountDownLatch failed = new CountDownLatch(1);
        try (WorkerThread thread = thread(MAX_SLEEP_NS, () -> {
            step();
            failed.countDown();
            throw broken;
        })) {
            thread.start();
            failed.await();
        }
        assertThat(failure.failure()).isSameAs(broken);
        assertThat(steps.availablePermits()).isOne();
    }

    @Test
    void shouldDoNothingMoreOnceClosed() throws InterruptedException {
        final WorkerThread thread = thread(MAX_SLEEP_NS, this::step);
        thread.start();
        steps.acquire();

        thread.close();

        steps.drainPermits();
        thread.wakeUp();
        thread.close();
        assertThat(steps.availablePermits()).isZero();
    }

    @Test
    void shouldCloseWhereItWasNeverStarted() {
        thread(WorkerThread.UNTIL_WOKEN_NS, this::step).close();

        assertThat(steps.availablePermits()).isZero();
    }

    private int step() {
        steps.release();
        return 0;
    }

    private WorkerThread thread(final long maxSleepNs, final WorkerThread.Work work) {
        return new WorkerThread("worker-thread-test", failure, maxSleepNs, work);
    }
}
