package dev.florin.replay.text;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.replay.journal.JournalReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the book of an instrument is printed. */
public interface BookFormat {
    /**
     * A book.
     *
     * @param replay that stands where the book is wanted.
     * @param book of an instrument that exists.
     * @return lines.
     */
    List<String> lines(JournalReplay replay, Answer.OfBook book);

    /** {@return columns, the best price of each side next to the other} */
    static BookFormat words() {
        return BookFormat::inWords;
    }

    /** {@return one JSON object, as {@code book} of the JSON door answers it} */
    static BookFormat json() {
        return BookFormat::inJson;
    }

    /** {@return comma separated values, a line for every level} */
    static BookFormat csv() {
        return BookFormat::inCsv;
    }

    private static String state(final Answer.OfBook book) {
        return book.state().map(InstrumentState::text).orElse("");
    }

    private static List<String> inWords(final JournalReplay replay, final Answer.OfBook book) {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s after sequence %d, stamped %s: %s",
                replay.names().instrument(book.instrument()),
                book.sequence(),
                Times.format(replay.state().lastTimestampNs()),
                state(book)));
        book.indicative()
                .ifPresent(price -> lines.add("uncrossing now would trade "
                        + (price.quantity() == 0 ? "nothing" : price.quantity() + " at " + price.price())));
        lines.add(String.format(Locale.ROOT, "%-4s %15s %15s %8s", "side", "price", "quantity", "orders"));
        for (int i = book.asks().size() - 1; i >= 0; i--) {
            lines.add(inWords("sell", book.asks().get(i)));
        }
        book.bids().forEach(level -> lines.add(inWords("buy", level)));
        return lines;
    }

    private static String inWords(final String side, final Answer.Level level) {
        return String.format(Locale.ROOT, "%-4s %15d %15d %8d", side, level.price(), level.quantity(), level.orders());
    }

    private static List<String> inJson(final JournalReplay replay, final Answer.OfBook book) {
        final StringBuilder json = new StringBuilder(new JsonFields()
                .put("op", "book")
                .put("seq", book.sequence())
                .put("instrument", replay.names().instrument(book.instrument()))
                .put("state", state(book))
                .toString());
        json.setLength(json.length() - 1);
        book.indicative()
                .ifPresent(price -> json.append(",\"indicative\":")
                        .append(price.quantity() == 0 ? "null" : "[" + price.price() + "," + price.quantity() + "]"));
        append(json.append(",\"bids\":"), book.bids());
        append(json.append(",\"asks\":"), book.asks());
        return List.of(json.append('}').toString());
    }

    private static void append(final StringBuilder json, final List<Answer.Level> levels) {
        json.append('[');
        for (int i = 0; i < levels.size(); i++) {
            final Answer.Level level = levels.get(i);
            json.append(i == 0 ? "[" : ",[")
                    .append(level.price())
                    .append(',')
                    .append(level.quantity())
                    .append(',')
                    .append(level.orders())
                    .append(']');
        }
        json.append(']');
    }

    private static List<String> inCsv(final JournalReplay replay, final Answer.OfBook book) {
        final List<String> lines = new ArrayList<>(List.of("side,price,quantity,orders"));
        book.bids().forEach(level -> lines.add("buy," + inCsv(level)));
        book.asks().forEach(level -> lines.add("sell," + inCsv(level)));
        return lines;
    }

    private static String inCsv(final Answer.Level level) {
        return level.price() + "," + level.quantity() + "," + level.orders();
    }
}
