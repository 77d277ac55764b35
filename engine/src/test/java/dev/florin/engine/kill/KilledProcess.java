package dev.florin.engine.kill;

import dev.florin.engine.Engine;
import dev.florin.engine.FlorinClient;
import dev.florin.engine.Session;
import dev.florin.engine.TestEngines;
import dev.florin.engine.snapshot.RestoredSnapshot;
import dev.florin.journal.ArchiveReport;
import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * The process that is killed: an engine under mixed load of several sessions and of several threads on one client, which
 * takes snapshots all the time and archives what they replace. Every answer that a thread has received goes to that thread's {@link AnswerLog}, after receipt. Ends by itself only if it sees
 * something wrong, with a status that is not that of a kill.
 */
public final class KilledProcess {
    /** Exit status when an answer was not what it must be. */
    static final int WRONG = 3;

    private static final long COMMANDS_BETWEEN_SNAPSHOTS = 5_000;
    private static final long NS_BETWEEN_SNAPSHOTS = 100_000_000;
    private static final int SESSIONS = 3;
    private static final int CLIENT_THREADS = 3;
    private static final int RECENT = 64;

    private final Engine engine;
    private final Path logs;
    private final long run;

    private KilledProcess(final Engine engine, final Path logs, final long run) {
        this.engine = engine;
        this.logs = logs;
        this.run = run;
    }

    /**
     * Runs until killed.
     *
     * @param arguments data directory, durability, directory of the answer logs, number of the run, 1 and up.
     */
    public static void main(final String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> end(failure));
        final Engine engine = Engine.open(TestEngines.config(Path.of(arguments[0]), Durability.valueOf(arguments[1]))
                .snapshotEveryCommands(COMMANDS_BETWEEN_SNAPSHOTS)
                .snapshotEveryNs(NS_BETWEEN_SNAPSHOTS)
                .build());
        final KilledProcess process = new KilledProcess(engine, Path.of(arguments[2]), Long.parseLong(arguments[3]));
        final FlorinClient client = engine.client();
        new Thread(process::archive).start();
        for (final Command command : MixedLoad.setUp()) {
            check(((Answer.OfCommand) client.call(command)).outcome() == Outcome.OK, "set-up " + command);
        }
        for (int thread = 1; thread <= SESSIONS + CLIENT_THREADS; thread++) {
            process.start(thread, client);
        }
    }

    /** What was sealed before the newest snapshot, by runs before this one or by this one. */
    private void archive() {
        long sequence =
                engine.recovery().snapshot().map(RestoredSnapshot::lastSequence).orElse(0L);
        while (true) {
            final ArchiveReport report = engine.archive(sequence);
            check(report.lastSequence() <= sequence, "archived through " + sequence + ": " + report);
            sequence = engine.snapshot().join().lastSequence();
        }
    }

    private void start(final int thread, final FlorinClient client) {
        new Thread(() -> {
                    try (AnswerLog log = new AnswerLog(logs.resolve(run + "-" + thread + ".answers"))) {
                        if (thread <= SESSIONS) {
                            new SessionLoad(thread, log).run();
                        } else {
                            new ClientLoad(thread, log, client).run();
                        }
                    } catch (final IOException e) {
                        end(e);
                    }
                })
                .start();
    }

    private static void check(final boolean holds, final String what) {
        if (!holds) {
            end(new IllegalStateException(what));
        }
    }

    private static void end(final Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(WRONG);
    }

    /** What the two kinds of load share: fresh keys, and answers that are asked for a second time. */
    private abstract class Load {
        final AnswerLog log;
        final SplittableRandom random;
        private final long keyHigh;
        private final ArrayDeque<AnswerLog.Entry> recent = new ArrayDeque<>();
        private final Map<Uint128, AnswerLog.Entry> askedAgain = new HashMap<>();
        private long lastKey;

        Load(final int thread, final AnswerLog log) {
            this.log = log;
            keyHigh = run << 16 | thread;
            random = new SplittableRandom(keyHigh);
        }

        /** A fresh command mostly; a read or a command that was answered already now and then. */
        final Request next() {
            final int dice = random.nextInt(20);
            if (dice == 0) {
                return MixedLoad.read(random);
            }
            final AnswerLog.Entry first = dice == 1 ? recent.poll() : null;
            if (first != null) {
                askedAgain.put(first.key(), first);
                return MixedLoad.command(first.key());
            }
            return MixedLoad.command(new Uint128(keyHigh, ++lastKey));
        }

        final void onAnswer(final Request request, final Answer answer) {
            if (request instanceof Command command && answer instanceof Answer.OfCommand decided) {
                final AnswerLog.Entry entry = AnswerLog.Entry.of(command.key(), decided);
                final AnswerLog.Entry first = askedAgain.remove(command.key());
                check(decided.duplicate() == (first != null), "duplicate or not: " + request + " " + answer);
                check(first == null || first.sequence() == entry.sequence(), "another sequence: " + answer);
                if (first == null && recent.size() < RECENT) {
                    recent.add(entry);
                }
                log.add(entry);
            } else if (answer instanceof Answer.OfAccounts read) {
                log.add(AnswerLog.Entry.ofRead(read.sequence()));
            } else if (answer instanceof Answer.OfTrialBalance read) {
                log.add(AnswerLog.Entry.ofRead(read.sequence()));
            } else {
                check(answer instanceof Answer.OfOutcome, "unexpected answer " + answer + " to " + request);
            }
        }
    }

    /** Keeps a window of requests under way on a session of its own. */
    private final class SessionLoad extends Load {
        private final Session session = engine.openSession();
        private final AnswerDecoder decoder = new AnswerDecoder();
        private final ArrayDeque<Request> underWay = new ArrayDeque<>();
        private final int window;
        private long firstCorrelationId = 1;

        SessionLoad(final int thread, final AnswerLog log) {
            super(thread, log);
            window = 1 << (3 * thread);
        }

        void run() throws IOException {
            Request request = next();
            while (true) {
                if (underWay.size() < window) {
                    final Outcome outcome = session.offer(request, firstCorrelationId + underWay.size());
                    check(outcome == Outcome.OK || outcome == Outcome.BACK_PRESSURED, outcome + " " + session.why());
                    if (outcome == Outcome.OK) {
                        underWay.add(request);
                        request = next();
                    }
                }
                if (session.poll(this::onAnswer, window) > 0) {
                    log.write();
                }
            }
        }

        private void onAnswer(
                final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
            check(correlationId == firstCorrelationId, "answer to " + correlationId + " out of order");
            firstCorrelationId++;
            onAnswer(underWay.remove(), decoder.decode(buffer, offset));
        }
    }

    /** Shares the client: small bursts, then waits for their answers. */
    private final class ClientLoad extends Load {
        private final FlorinClient client;

        ClientLoad(final int thread, final AnswerLog log, final FlorinClient client) {
            super(thread, log);
            this.client = client;
        }

        void run() throws IOException {
            while (true) {
                final List<Request> requests = new ArrayList<>();
                for (int i = 1 + random.nextInt(8); i > 0; i--) {
                    requests.add(next());
                }
                final var futures = requests.stream().map(client::send).toList();
                for (int i = 0; i < requests.size(); i++) {
                    onAnswer(requests.get(i), futures.get(i).join());
                }
                log.write();
            }
        }
    }
}
