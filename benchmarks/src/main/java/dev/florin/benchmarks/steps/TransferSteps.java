package dev.florin.benchmarks.steps;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestDecoder;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.idempotency.ContentHash;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the steps cost that look at nothing but the command: a transfer is encoded, checked at the door, hashed for its key,
 * summed for the journal. What rules and hand-offs cost depends on the state and on other threads: {@code bench transfers}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TransferSteps {
    private static final int LEDGER = 752;
    private static final int CAPACITY = 512;

    private final Request transfer = new Command.Transfer(
            new Uint128(0x9E3779B97F4A7C15L, 1),
            AccountId.of(42, LEDGER),
            AccountId.of(7, LEDGER),
            1_000,
            false,
            7,
            Uint128.of(901),
            Conditions.NONE);
    private final RequestEncoder encoder = new RequestEncoder();
    private final CommandCheck check = new CommandCheck();
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer target = new UnsafeBuffer(BufferUtil.allocateDirectAligned(CAPACITY, Long.BYTES));
    private final UnsafeBuffer frame = new UnsafeBuffer(BufferUtil.allocateDirectAligned(CAPACITY, Long.BYTES));
    private final int lengthBytes = encoder.encode(transfer, frame, 0);

    /** Made by JMH. */
    public TransferSteps() {}

    /**
     * A value becomes a frame.
     *
     * @return its length.
     */
    @Benchmark
    public int encode() {
        return encoder.encode(transfer, target, 0);
    }

    /**
     * A frame becomes a value.
     *
     * @return the value.
     */
    @Benchmark
    public Request decode() {
        return RequestDecoder.decode(frame, 0);
    }

    /**
     * The checks at the door.
     *
     * @return that it may pass.
     */
    @Benchmark
    public Outcome check() {
        return check.check(frame, 0, lengthBytes);
    }

    /**
     * The hash that tells a retry from another command.
     *
     * @return the hash.
     */
    @Benchmark
    public long contentHash() {
        return ContentHash.of(frame, 0);
    }

    /**
     * The journal's checksum.
     *
     * @return the sum.
     */
    @Benchmark
    public long checksum() {
        crc.reset();
        crc.update(frame.byteBuffer().clear().limit(lengthBytes));
        return crc.getValue();
    }
}
