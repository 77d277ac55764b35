package dev.florin.replay;

import dev.florin.engine.feed.JournalFollower;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.json.EventLines;
import dev.florin.protocol.json.JsonLines;
import dev.florin.protocol.order.OrderSide;
import dev.florin.replay.text.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay events}: the feed of events that can be resumed. */
@Command(
        name = "events",
        description = {
            "Prints the events of every durable command from a sequence on, one JSON object a line, as 'florin run"
                    + " --events' does: for read models and downstream systems. In order, whole commands at a time, at"
                    + " least once.",
            "Beside a running engine it slows nobody; with --follow it goes on as the journal grows.",
            "Every batch is checked, and its state hash compared, on the way."
        },
        footer = {
            "",
            "Examples:",
            "  florin replay events DIR --from 52628",
            "  florin replay events DIR --follow --position consumer.position | consumer",
            "  florin replay events DIR --from 52628 --book --follow"
        },
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private static final int BATCHES_AT_ONCE = 64;
    private static final long PAUSE_NS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            description = "The first command whose events are wanted; default 1.")
    private long from = 1;

    @Option(names = "--follow", description = "Waits for more at the end.")
    private boolean isFollowing;

    @Option(
            names = "--position",
            paramLabel = "FILE",
            description =
                    "Where to go on: read at the start, if it is there, instead of --from, and written after lines were"
                            + " handed on.")
    private Path position;

    @Option(
            names = "--book",
            description =
                    "To join in the middle: first the state and the levels of every instrument as they are before the"
                            + " first command, as events with the sequence before it.")
    private boolean isBookWanted;

    private final JsonLines json = new JsonLines();
    private final EventLines lines = new EventLines(json, this::instrumentCode);
    private final Map<Integer, String> instrumentCodes = new HashMap<>();
    private final ExpandableArrayBuffer frames = new ExpandableArrayBuffer();
    private final UndecidedEnd end = new UndecidedEnd();
    private int framesLengthBytes;
    private JournalFollower follower;

    @Override
    public Integer call() throws IOException {
        if (from < 1) {
            throw new ParameterException(spec.commandLine(), "--from " + from + ": sequences begin with 1");
        }
        try (Output out = new Output(spec.commandLine().getOut());
                JournalFollower opened = JournalFollower.open(directory, firstSequence(), this::begin)) {
            follower = opened;
            while (next(out)) {
                LockSupport.parkNanos(PAUSE_NS);
            }
            return UndecidedEnd.tell(follower, spec);
        }
    }

    private long firstSequence() throws IOException {
        if (position == null || !Files.exists(position)) {
            return from;
        }
        final String text = Files.readString(position).strip();
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new ParameterException(spec.commandLine(), position + " holds no sequence: '" + text + "'");
        }
        return Long.parseLong(text);
    }

    /** Prints what there is; returns whether to wait for more. */
    private boolean next(final Output out) throws IOException {
        while (true) {
            final int count = follower.poll(this::keep, BATCHES_AT_ONCE);
            write(out);
            if (count == 0) {
                return isFollowing || !end.isReached(follower);
            }
            store();
        }
    }

    /** Kept until the batch is done: an event may name an instrument that the same batch has made. */
    private void keep(final long sequence, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        frames.putBytes(framesLengthBytes, buffer, offset, lengthBytes);
        framesLengthBytes += lengthBytes;
    }

    private void write(final Output out) throws IOException {
        for (int at = 0; at < framesLengthBytes; at += Frames.frameLength(frames, at)) {
            lines.write(frames, at);
        }
        framesLengthBytes = 0;
        if (json.length() > 0) {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length());
            json.drainTo(bytes);
            out.text(bytes.toString(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private void store() throws IOException {
        if (position != null) {
            final Path temporary = position.resolveSibling(position.getFileName() + ".tmp");
            Files.writeString(temporary, follower.nextSequence() + "\n");
            Files.move(temporary, position, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void begin(final JournalFollower at) {
        if (isBookWanted) {
            follower = at;
            for (final Answer.Instrument instrument : instruments()) {
                lines.write(new Event.InstrumentChanged(
                        at.lastSequence(), at.lastTimestampNs(), instrument.id(), instrument.state()));
                final Answer.OfBook book =
                        (Answer.OfBook) at.read(new Read.GetBook(instrument.id(), Bounds.MAX_BOOK_DEPTH));
                write(book.bids(), instrument.id(), OrderSide.BUY);
                write(book.asks(), instrument.id(), OrderSide.SELL);
            }
        }
    }

    private void write(final List<Answer.Level> levels, final int instrument, final OrderSide side) {
        for (final Answer.Level level : levels) {
            lines.write(new Event.LevelChanged(
                    follower.lastSequence(),
                    follower.lastTimestampNs(),
                    instrument,
                    side,
                    level.price(),
                    level.quantity(),
                    level.orders()));
        }
    }

    private List<Answer.Instrument> instruments() {
        return ((Answer.OfInstruments) follower.read(new Read.GetInstruments())).instruments();
    }

    private String instrumentCode(final int id) {
        if (!instrumentCodes.containsKey(id)) {
            instruments().forEach(instrument -> instrumentCodes.put(instrument.id(), instrument.code()));
        }
        return instrumentCodes.get(id);
    }
}
