package dev.florin.benchmarks.limits;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * The bare Disruptor, set up as the engine sets it up: a ring for many producers whose slots hold 80 bytes of a transfer,
 * one consumer that copies them out in batches. No thread can hand over commands faster than this.
 */
final class RingProbe implements Probe {
    private static final int SLOTS = 16 * 1024;
    private static final int SLOT_LENGTH_BYTES = 128;
    private static final int MESSAGE_LENGTH_BYTES = 80;
    private static final int TARGET_LENGTH_BYTES = 1024 * 1024;
    private static final int CLOCK_EVERY = 1_024;
    private static final double NS_PER_US = 1_000;

    private final int producerCount;

    RingProbe(final int producerCount) {
        this.producerCount = producerCount;
    }

    @Override
    public String heading() {
        return "Disruptor, slots of 80 bytes, copied in and out";
    }

    @Override
    public void measure(final long durationNs, final Readings readings) throws InterruptedException {
        final Consumer consumer = new Consumer();
        final Thread[] producers = new Thread[producerCount];
        final AtomicLong published = new AtomicLong();
        final AtomicLong running = new AtomicLong(producerCount);
        final long startNs = System.nanoTime();
        for (int i = 0; i < producerCount; i++) {
            producers[i] = new Thread(
                    () -> {
                        published.addAndGet(produce(consumer.ring, startNs + durationNs));
                        running.decrementAndGet();
                    },
                    "florin-bench-producer-" + i);
            producers[i].start();
        }
        while (running.get() > 0 || consumer.takenCount < published.get()) {
            if (!consumer.poll()) {
                YieldingIdleStrategy.INSTANCE.idle();
            }
        }
        final long tookNs = System.nanoTime() - startNs;
        for (final Thread producer : producers) {
            producer.join();
        }
        readings.add(
                producerCount + (producerCount == 1 ? " producer" : " producers"),
                "M/s",
                consumer.takenCount * NS_PER_US / tookNs);
    }

    private static long produce(final RingBuffer<UnsafeBuffer> ring, final long endNs) {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_LENGTH_BYTES]);
        long count = 0;
        do {
            for (int i = 0; i < CLOCK_EVERY; i++) {
                message.putLong(0, count++);
                publish(ring, message);
            }
        } while (System.nanoTime() < endNs);
        return count;
    }

    private static void publish(final RingBuffer<UnsafeBuffer> ring, final UnsafeBuffer message) {
        while (true) {
            try {
                final long sequence = ring.tryNext();
                ring.get(sequence).putBytes(0, message, 0, MESSAGE_LENGTH_BYTES);
                ring.publish(sequence);
                return;
            } catch (final InsufficientCapacityException full) {
                YieldingIdleStrategy.INSTANCE.idle();
            }
        }
    }

    /** The one thread that polls. */
    private static final class Consumer {
        private final RingBuffer<UnsafeBuffer> ring;
        private final EventPoller<UnsafeBuffer> poller;
        private final EventPoller.Handler<UnsafeBuffer> handler = this::onMessage;
        private final UnsafeBuffer target = new UnsafeBuffer(BufferUtil.allocateDirectAligned(TARGET_LENGTH_BYTES, 64));
        private int offset;
        private long takenCount;

        Consumer() {
            final UnsafeBuffer slots =
                    new UnsafeBuffer(BufferUtil.allocateDirectAligned(SLOTS * SLOT_LENGTH_BYTES, 64));
            final int[] next = {0};
            ring = RingBuffer.create(
                    ProducerType.MULTI,
                    () -> new UnsafeBuffer(slots, next[0]++ * SLOT_LENGTH_BYTES, SLOT_LENGTH_BYTES),
                    SLOTS,
                    new YieldingWaitStrategy());
            poller = ring.newPoller();
            ring.addGatingSequences(poller.getSequence());
        }

        boolean poll() {
            try {
                return poller.poll(handler) == EventPoller.PollState.PROCESSING;
            } catch (final Exception impossible) {
                throw new IllegalStateException("the handler throws nothing", impossible);
            }
        }

        private boolean onMessage(final UnsafeBuffer message, final long sequence, final boolean endOfBatch) {
            if (offset + MESSAGE_LENGTH_BYTES > TARGET_LENGTH_BYTES) {
                offset = 0;
            }
            target.putBytes(offset, message, 0, MESSAGE_LENGTH_BYTES);
            offset += MESSAGE_LENGTH_BYTES;
            takenCount++;
            return true;
        }
    }
}
