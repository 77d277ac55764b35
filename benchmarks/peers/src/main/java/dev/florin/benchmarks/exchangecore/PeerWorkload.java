package dev.florin.benchmarks.exchangecore;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The commands of the workload, read before anything is measured, handed to exchange-core's interface one by one. */
final class PeerWorkload {
    static final int SYMBOL = 9_269;

    private static final int COLUMNS = 6;
    private static final int OPERATION = 0;
    private static final int ORDER = 1;
    private static final int USER = 2;
    private static final int PRICE = 3;
    private static final int RESERVE_PRICE = 4;
    private static final int SIZE = 5;

    private long[] values = new long[COLUMNS << 20];
    private OrderAction[] actions = new OrderAction[1 << 20];
    private OrderType[] types = new OrderType[1 << 20];
    private int count;
    private int fillCount;

    private PeerWorkload() {}

    static PeerWorkload read(final Path file) throws IOException {
        final PeerWorkload workload = new PeerWorkload();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                workload.add(line.split(",", -1));
            }
        }
        return workload;
    }

    /** A line is {@code phase,op,orderId,uid,side,type,price,reservePrice,size}. */
    private void add(final String[] fields) {
        if (count == actions.length) {
            values = Arrays.copyOf(values, 2 * values.length);
            actions = Arrays.copyOf(actions, 2 * count);
            types = Arrays.copyOf(types, 2 * count);
        }
        final int row = count * COLUMNS;
        values[row + OPERATION] = fields[1].charAt(0);
        values[row + ORDER] = Long.parseLong(fields[2]);
        values[row + USER] = Long.parseLong(fields[3]);
        values[row + PRICE] = number(fields[6]);
        values[row + RESERVE_PRICE] = number(fields[7]);
        values[row + SIZE] = number(fields[8]);
        actions[count] = fields[4].isEmpty() ? null : OrderAction.valueOf(fields[4]);
        types[count] = fields[5].isEmpty() ? null : OrderType.valueOf(fields[5]);
        count++;
        if ("fill".equals(fields[0])) {
            fillCount = count;
        }
    }

    private static long number(final String field) {
        return field.isEmpty() ? 0 : Long.parseLong(field);
    }

    int count() {
        return count;
    }

    /** How many of the first commands only fill the book. */
    int fillCount() {
        return fillCount;
    }

    /** Publishes a command; waits while the ring is full. */
    void publish(final ExchangeApi api, final int command) {
        final int row = command * COLUMNS;
        final long order = values[row + ORDER];
        final long user = values[row + USER];
        final long timestamp = command;
        switch ((char) values[row + OPERATION]) {
            case 'p' -> api.placeNewOrder(
                    0,
                    0,
                    timestamp,
                    order,
                    0,
                    values[row + PRICE],
                    values[row + RESERVE_PRICE],
                    values[row + SIZE],
                    actions[command],
                    types[command],
                    SYMBOL,
                    user);
            case 'm' -> api.moveOrder(0, 0, timestamp, values[row + PRICE], order, SYMBOL, user);
            case 'r' -> api.reduceOrder(0, 0, timestamp, values[row + SIZE], order, SYMBOL, user);
            case 'c' -> api.cancelOrder(0, 0, timestamp, order, SYMBOL, user);
            default -> throw new IllegalStateException("no such command: line " + (command + 2));
        }
    }
}
