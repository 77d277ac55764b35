package dev.florin.benchmarks.limits;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * How long it takes until another thread has seen a change, by how that thread waits. A command alone is handed over at
 * least three times on its way: to the engine thread, to the sync thread, and back.
 */
final class WakeUpProbe implements Probe {
    private static final int DIGITS = 3;
    private static final double NS_PER_US = 1_000;
    private static final long SHORT_PARK_NS = 20_000;

    private final Waiting waiting;
    private final Histogram latencyNs = new Histogram(DIGITS);

    WakeUpProbe(final Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public String heading() {
        return "hand-over to a waiting thread, one way";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) throws InterruptedException {
        latencyNs.reset();
        new PingPong(waiting).run(durationNs, latencyNs);
        final String name = waiting.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        readings.add(name + ", p50", "us", latencyNs.getValueAtPercentile(50) / NS_PER_US);
        readings.add(name + ", p99", "us", latencyNs.getValueAtPercentile(99) / NS_PER_US);
    }

    /** How the other thread waits. */
    enum Waiting {
        /** Spins. */
        SPIN {
            @Override
            void idle() {
                Thread.onSpinWait();
            }
        },
        /** Offers its processor to others. */
        YIELD {
            @Override
            void idle() {
                YieldingIdleStrategy.INSTANCE.idle();
            }
        },
        /** Sleeps for a short time and looks again; nobody wakes it. */
        PARK_20_US {
            @Override
            void idle() {
                LockSupport.parkNanos(SHORT_PARK_NS);
            }
        },
        /** Sleeps until it is woken. */
        UNPARK {
            @Override
            void idle() {
                LockSupport.park();
            }
        };

        abstract void idle();
    }

    /** Two threads that answer each other: odd values are the first one's turn to wait, even ones the second's. */
    private static final class PingPong {
        private final Waiting waiting;
        private final AtomicLong turn = new AtomicLong();
        private volatile boolean stopped;

        PingPong(final Waiting waiting) {
            this.waiting = waiting;
        }

        void run(final long durationNs, final Histogram latencyNs) throws InterruptedException {
            final Thread first = Thread.currentThread();
            final Thread second = new Thread(() -> answer(first), "florin-bench-pong");
            second.start();
            final long startNs = System.nanoTime();
            long sentNs = startNs;
            while (sentNs - startNs < durationNs) {
                final long mine = turn.get() + 1;
                turn.set(mine);
                wake(second);
                while (turn.get() == mine) {
                    waiting.idle();
                }
                final long nowNs = System.nanoTime();
                latencyNs.recordValue((nowNs - sentNs) / 2);
                sentNs = nowNs;
            }
            stopped = true;
            wake(second);
            second.join();
        }

        private void answer(final Thread first) {
            while (!stopped) {
                final long now = turn.get();
                if ((now & 1) == 0) {
                    waiting.idle();
                } else {
                    turn.set(now + 1);
                    wake(first);
                }
            }
        }

        private void wake(final Thread thread) {
            if (waiting == Waiting.UNPARK) {
                LockSupport.unpark(thread);
            }
        }
    }
}
