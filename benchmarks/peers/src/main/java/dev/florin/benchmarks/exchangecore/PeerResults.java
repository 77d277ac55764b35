package dev.florin.benchmarks.exchangecore;

import exchange.core2.core.common.L2MarketData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The book and the fees that the workload ends with, as they were written down with it. */
record PeerResults(List<String> book, long fees) {
    private static final String FEES = "fees {" + PeerEngine.QUOTE + "=";

    static PeerResults read(final Path directory) throws IOException {
        final List<String> lines = Files.readAllLines(directory.resolve("book-final.csv"));
        for (final String line : Files.readAllLines(directory.resolve("totals-final.txt"))) {
            if (line.startsWith(FEES)) {
                return new PeerResults(
                        lines.subList(1, lines.size()), Long.parseLong(line, FEES.length(), line.indexOf('}'), 10));
            }
        }
        throw new IOException("totals-final.txt has no line that begins with " + FEES);
    }

    void check(final L2MarketData actual, final long actualFees) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < actual.askSize; i++) {
            lines.add("ask," + actual.askPrices[i] + "," + actual.askVolumes[i] + "," + actual.askOrders[i]);
        }
        for (int i = 0; i < actual.bidSize; i++) {
            lines.add("bid," + actual.bidPrices[i] + "," + actual.bidVolumes[i] + "," + actual.bidOrders[i]);
        }
        if (!lines.equals(book) || actualFees != fees) {
            throw new IllegalStateException("exchange-core ended with another book, or with fees of " + actualFees
                    + " instead of " + fees);
        }
    }
}
