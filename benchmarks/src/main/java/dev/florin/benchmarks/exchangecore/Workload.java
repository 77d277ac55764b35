package dev.florin.benchmarks.exchangecore;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands of the workload as frames, one after the other in memory, so that making them costs no time while they are
 * measured. A line of the file is
 *
 * <pre>
 *  phase,op,orderId,uid,side,type,price,reservePrice,size
 * </pre>
 *
 * Orders are named by their ids, which are sequences: these are known before, for nobody else sends commands.
 */
final class Workload {
    private static final String HEADING = "phase,op,orderId,uid,side,type,price,reservePrice,size";
    private static final int FIELDS = 9;
    private static final int PHASE = 0;
    private static final int OPERATION = 1;
    private static final int ORDER = 2;
    private static final int USER = 3;
    private static final int SIDE = 4;
    private static final int TYPE = 5;
    private static final int PRICE = 6;
    private static final int SIZE = 8;
    private static final int BYTES_A_COMMAND = 96;

    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final UnsafeBuffer frames = new UnsafeBuffer(new byte[0]);
    private int[] ends = new int[1 << 20];
    private long[] sequences = new long[1 << 20];
    private int count;
    private int fillCount;
    private int users;
    private long firstSequence;

    private Workload() {}

    /**
     * Reads the file.
     *
     * @param file compressed with gzip.
     * @param users whose owners are 1 and up, prepared before.
     * @return all its commands.
     * @throws IOException if it cannot be read, or a line is no command.
     */
    static Workload read(final Path file, final int users) throws IOException {
        final Workload workload = new Workload();
        workload.users = users;
        workload.firstSequence = Market.preparation(users).size() + 1L;
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            if (!HEADING.equals(reader.readLine())) {
                throw new IOException(file + " does not begin with " + HEADING);
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                try {
                    workload.add(line.split(",", -1));
                } catch (final IllegalArgumentException e) {
                    throw new IOException(file + ", line " + (workload.count + 2) + ": " + line, e);
                }
            }
        }
        return workload;
    }

    int count() {
        return count;
    }

    /** How many of the first commands only fill the book. */
    int fillCount() {
        return fillCount;
    }

    int users() {
        return users;
    }

    DirectBuffer frames() {
        return frames;
    }

    int offset(final int command) {
        return command == 0 ? 0 : ends[command - 1];
    }

    int length(final int command) {
        return ends[command] - offset(command);
    }

    private void add(final String[] fields) {
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not " + FIELDS + " fields");
        }
        final int length = encoder.encode(command(fields), scratch, 0);
        final int offset = offset(count);
        if (offset + length > frames.capacity()) {
            final int larger = Math.max(BYTES_A_COMMAND << 20, frames.capacity() + (frames.capacity() >> 1));
            frames.wrap(Arrays.copyOf(frames.byteArray(), larger));
        }
        frames.putBytes(offset, scratch, 0, length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count] = offset + length;
        count++;
        if ("fill".equals(fields[PHASE])) {
            fillCount = count;
        }
    }

    private Command command(final String[] fields) {
        final Uint128 key = Uint128.of(count + 1L);
        final int order = Integer.parseInt(fields[ORDER]);
        final long user = Long.parseLong(fields[USER]);
        return switch (fields[OPERATION]) {
            case "place" -> place(key, order, user, fields);
            case "move" -> replace(key, order, user, OptionalLong.of(price(fields)), OptionalLong.empty());
            case "reduce" ->
                replace(key, order, user, OptionalLong.empty(), OptionalLong.of(Long.parseLong(fields[SIZE])));
            case "cancel" -> new Command.Cancel(key, user, name(order), Conditions.NONE);
            default -> throw new IllegalArgumentException("no operation is called " + fields[OPERATION]);
        };
    }

    private Command place(final Uint128 key, final int order, final long user, final String[] fields) {
        if (order >= sequences.length) {
            sequences = Arrays.copyOf(sequences, Math.max(2 * sequences.length, order + 1));
        }
        sequences[order] = firstSequence + count;
        final long quantity = Long.parseLong(fields[SIZE]);
        final OrderSide side = "BID".equals(fields[SIDE]) ? OrderSide.BUY : OrderSide.SELL;
        final boolean isBudget = "FOK_BUDGET".equals(fields[TYPE]);
        // Their budgets are without fees.
        final long fees = quantity * Market.TAKER_FEE_PER_LOT;
        final long budget = price(fields) + (side == OrderSide.BUY ? fees : -fees);
        return new Command.Place(
                key,
                user,
                0,
                Market.INSTRUMENT,
                side,
                isBudget ? OrderType.MARKET : OrderType.LIMIT,
                isBudget ? TimeInForce.FOK : TimeInForce.valueOf(fields[TYPE]),
                isBudget ? OptionalLong.empty() : OptionalLong.of(price(fields)),
                quantity,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                isBudget ? OptionalLong.of(budget) : OptionalLong.empty(),
                0,
                SelfTrade.ALLOW,
                Conditions.NONE);
    }

    private Command replace(
            final Uint128 key,
            final int order,
            final long user,
            final OptionalLong price,
            final OptionalLong reduceBy) {
        return new Command.Replace(
                key,
                user,
                name(order),
                price,
                OptionalLong.empty(),
                reduceBy,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Conditions.NONE);
    }

    private OrderRef name(final int order) {
        return OrderRef.ofId(sequences[order]);
    }

    private static long price(final String[] fields) {
        return Math.multiplyExact(Long.parseLong(fields[PRICE]), Market.PRICE_SCALE);
    }
}
