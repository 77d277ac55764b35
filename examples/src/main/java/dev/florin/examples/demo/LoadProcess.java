package dev.florin.examples.demo;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.examples.demo.race.Bazaar;
import dev.florin.examples.demo.race.Shop;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that will be killed: the engine, and the front ends that hammer it. */
public final class LoadProcess {
    private static final Logger LOG = LoggerFactory.getLogger(LoadProcess.class);
    private static final int BROKEN = 3;
    /** Keys of so many seconds are remembered beyond the load, for the rounds that end it. */
    private static final int SPARE_SECONDS = 2;

    private LoadProcess() {}

    /** How the engine is set up, in every process that opens it: it remembers every key of the demo. */
    static EngineConfig config(final DemoFiles files, final DemoOptions options) {
        return EngineConfig.builder(files.ledger())
                .durability(options.durability())
                .keyRetention(options.ratePerSecond() * (options.seconds() + SPARE_SECONDS))
                .build();
    }

    /**
     * Sets the shop up and sends until the process is killed, or its parent ends.
     *
     * @param root of the demo's files.
     * @param options of the demo.
     * @throws InterruptedException if the thread was interrupted while it waited for the end.
     */
    public static void run(final Path root, final DemoOptions options) throws InterruptedException {
        endWithParent();
        final DemoFiles files = new DemoFiles(root);
        final Engine engine = Engine.open(config(files, options));
        setUp(engine.client());
        final Scoreboard scoreboard = Scoreboard.open(files.scoreboard(), options.frontEnds());
        final Plan plan = new Plan(options.frontEnds());
        final long roundNs = TimeUnit.SECONDS.toNanos(1) * plan.commandsPerRound() / options.ratePerSecond();
        final AtomicLong arrivals = new AtomicLong();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.frontEnds(); i++) {
            final AnswerLog log = AnswerLog.create(files.answers(i));
            final FrontEnd frontEnd = new FrontEnd(i, plan, engine.openSession(), scoreboard, log, arrivals, roundNs);
            final Thread thread = new Thread(frontEnd, "front-end-" + i);
            thread.setUncaughtExceptionHandler(LoadProcess::onBroken);
            threads.add(thread);
        }
        scoreboard.begin();
        threads.forEach(Thread::start);
        for (final Thread thread : threads) {
            thread.join();
        }
    }

    private static void setUp(final FlorinClient client) {
        final List<Command> commands = new ArrayList<>(Shop.setUp());
        commands.addAll(Bazaar.setUp());
        for (final Command command : commands) {
            final Answer answer = client.call(command);
            if (!(answer instanceof Answer.OfCommand done) || !done.outcome().isSuccess()) {
                throw new IllegalStateException("shop and bazaar could not be set up: " + command + " got " + answer);
            }
        }
    }

    private static void onBroken(final Thread thread, final Throwable cause) {
        LOG.error("{} broke", thread.getName(), cause);
        Runtime.getRuntime().halt(BROKEN);
    }

    /** The parent holds the other end of standard input: when it ends, however, this process shall not stay behind. */
    private static void endWithParent() {
        final Thread watch = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (final IOException e) {
                throw new UncheckedIOException("standard input broke", e);
            } finally {
                Runtime.getRuntime().halt(0);
            }
        });
        watch.setName("parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
