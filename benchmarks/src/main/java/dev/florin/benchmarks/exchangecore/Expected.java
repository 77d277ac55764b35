package dev.florin.benchmarks.exchangecore;

import dev.florin.protocol.answer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What exchange-core itself ended with: its book, and the fees that it collected. */
record Expected(List<String> book, long fees) {
    private static final String HEADING = "side,price,volume,orders";
    private static final String FEES = "fees {" + Market.QUOTE + "=";

    static Expected read(final Path directory) throws IOException {
        final List<String> lines = Files.readAllLines(directory.resolve("book-final.csv"));
        if (!HEADING.equals(lines.get(0))) {
            throw new IOException("book-final.csv does not begin with " + HEADING);
        }
        for (final String line : Files.readAllLines(directory.resolve("totals-final.txt"))) {
            if (line.startsWith(FEES)) {
                return new Expected(
                        lines.subList(1, lines.size()), Long.parseLong(line, FEES.length(), line.indexOf('}'), 10));
            }
        }
        throw new IOException("totals-final.txt has no line that begins with " + FEES);
    }

    /** Throws where a book or the fees of an engine are others. */
    void check(final Answer.OfBook actualBook, final long actualFees) {
        final List<String> actual = Stream.concat(
                        actualBook.asks().stream().map(level -> line("ask", level)),
                        actualBook.bids().stream().map(level -> line("bid", level)))
                .toList();
        for (int i = 0; i < Math.max(book.size(), actual.size()); i++) {
            final String expectedLine = i < book.size() ? book.get(i) : "nothing";
            final String actualLine = i < actual.size() ? actual.get(i) : "nothing";
            if (!expectedLine.equals(actualLine)) {
                throw new IllegalStateException(
                        "line " + (i + 2) + " of the book should be " + expectedLine + ", is " + actualLine);
            }
        }
        if (actualFees != fees) {
            throw new IllegalStateException("fees collected should be " + fees + ", are " + actualFees);
        }
    }

    private static String line(final String side, final Answer.Level level) {
        return side + "," + level.price() / Market.PRICE_SCALE + "," + level.quantity() + "," + level.orders();
    }
}
