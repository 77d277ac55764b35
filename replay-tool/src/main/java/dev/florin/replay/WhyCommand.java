package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.MatchingConcerns;
import dev.florin.replay.journal.NamedKeys;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.AccountFormat;
import dev.florin.replay.text.BookFormat;
import dev.florin.replay.text.CommandFormat;
import dev.florin.replay.text.EventWords;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay why}: what was decided under a key, and on which state. */
@Command(
        name = "why",
        description = {
            "Prints every command with a key, the first and its retries, or the command that made a trade: what it"
                    + " asked for, what was decided, what it caused, and the accounts, orders and books that it concerns"
                    + " as they were right before and after.",
            "Of what only names a hold, a transfer or an order, these are the accounts of that hold, transfer or"
                    + " order.",
            "Exit code 1: no command has this key, or there was no such trade."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay why DIR 5f0c7e0e-6a52-4b2e-9f6a-0c5d8c1b7a11",
            "  florin replay why DIR --trade BTC-USD/17"
        },
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer>, Step {
    private static final int BOOK_DEPTH = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "An unsigned decimal or a UUID, as it was sent.",
            converter = Converters.OfKey.class)
    private Uint128 key;

    @Option(
            names = "--trade",
            paramLabel = "INSTRUMENT/NUMBER",
            description = "Instead of a key: a trade by its number, such as BTC-USD/17.",
            converter = TradeName.Converter.class)
    private TradeName trade;

    private JournalReplay replay;
    private SortedSet<Long> asked;
    private MatchingConcerns matching;
    private List<AccountId> accounts;
    private CommandFormat commandFormat;
    private AccountFormat accountFormat;
    private EventWords eventWords;
    private final EventDecoder decoder = new EventDecoder();
    private final List<Event> events = new ArrayList<>();
    private Output out;

    @Override
    public Integer call() throws IOException {
        if ((key == null) == (trade == null)) {
            throw new ParameterException(spec.commandLine(), "why what? Name a KEY or a --trade");
        }
        accounts = List.copyOf(key == null ? findTrade() : findKey());
        if (asked.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            key == null
                                    ? "why: there was no trade " + trade + " in " + directory
                                    : "why: no command in " + directory + " has the key " + key);
            return ReplayMain.DAMAGED;
        }
        replay = JournalReplay.behindSnapshot(directory, asked.first() - 1, Long.MAX_VALUE);
        print();
        return 0;
    }

    /** The commands are known by their frames alone; what they have to do with orders takes a replay. */
    private Set<AccountId> findKey() throws IOException {
        final NamedKeys named = new NamedKeys(directory, key);
        asked = named.sequences();
        final JournalReplay whole = JournalReplay.of(directory);
        matching =
                new MatchingConcerns(whole.names(), asked.size(), (frame, caused) -> asked.contains(frame.sequence()));
        if (named.isOfMatching()) {
            follow(whole);
        }
        final Set<AccountId> concerned = new LinkedHashSet<>(named.accounts());
        concerned.addAll(matching.accounts());
        return concerned;
    }

    private Set<AccountId> findTrade() throws IOException {
        final JournalReplay whole = JournalReplay.of(directory);
        matching = new MatchingConcerns(
                whole.names(),
                1,
                (frame, caused) -> caused.stream()
                        .anyMatch(event -> event instanceof Event.Traded traded && trade.isOf(traded, whole.names())));
        follow(whole);
        asked = matching.sequences();
        return matching.accounts();
    }

    private void follow(final JournalReplay whole) {
        try (ProgressLine progress = ProgressLine.beforeAnswer()) {
            whole.run(progress.over(matching));
        }
    }

    private void print() {
        commandFormat = CommandFormat.words(replay.names());
        accountFormat = AccountFormat.words(replay.names());
        eventWords = new EventWords(replay.names());
        try (Output lines = new Output(spec.commandLine().getOut())) {
            out = lines;
            try (ProgressLine progress = ProgressLine.besideAnswer()) {
                replay.run(progress.over(this));
            }
        }
    }

    @Override
    public boolean before(final CommandFrame frame) {
        events.clear();
        if (asked.contains(frame.sequence())) {
            out.line("before:");
            printState();
        }
        return frame.sequence() <= asked.last();
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        events.add(decoder.decode(buffer, offset));
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        if (asked.contains(frame.sequence())) {
            out.line("");
            commandFormat.lines(frame, answer).forEach(out::line);
            events.stream().map(eventWords::line).flatMap(Optional::stream).forEach(line -> out.line("    " + line));
            out.line("");
            if (answer.duplicate()) {
                out.line("a retry: answered as sequence " + answer.sequence() + " was, and nothing changed");
            } else {
                out.line("after:");
                printState();
            }
            out.line("");
        }
    }

    private void printState() {
        accountFormat.heading(replay.state()).forEach(out::line);
        replay.read(accounts).stream()
                .filter(Answer.Account::exists)
                .forEach(account -> accountFormat.lines(account).forEach(out::line));
        new LinkedHashSet<>(matching.orders().values()).forEach(this::printOrders);
        matching.instruments().stream()
                .filter(replay.names()::isInstrument)
                .forEach(instrument -> BookFormat.words()
                        .lines(replay, replay.book(instrument, BOOK_DEPTH))
                        .forEach(out::line));
    }

    private void printOrders(final long owner) {
        for (final Answer.OpenOrder order : replay.orders(owner)) {
            if (matching.orders().containsKey(order.key())) {
                out.line("order " + order.key() + " of " + owner + ": "
                        + order.side().text() + " "
                        + replay.names().instrument(order.instrument())
                        + (order.price() == 0 ? " at the market" : " at " + order.price())
                        + (order.stop() == 0 ? "" : ", stop " + order.stop()) + ", "
                        + order.progress().status().text() + ", "
                        + order.progress().filled() + " filled, "
                        + order.progress().remaining() + " left");
            }
        }
    }
}
