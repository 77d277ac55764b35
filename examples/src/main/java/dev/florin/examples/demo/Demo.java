package dev.florin.examples.demo;

import dev.florin.engine.Engine;
import dev.florin.engine.Recovery;
import dev.florin.engine.Session;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The demo: starts the process that works, kills it, recovers in this one, asks every command again, and judges. Belongs to
 * one thread.
 */
public final class Demo {
    private static final long LIVE_PERIOD_MS = 250;
    private static final long LINE_PERIOD_MS = 2_000;
    private static final long START_PERIOD_MS = 5;

    /** Starts another process of this program. */
    @FunctionalInterface
    public interface Launcher {
        /**
         * Starts it.
         *
         * @param role of the process.
         * @return running.
         */
        ChildProcess start(Role role);
    }

    /** What another process of this program does. */
    public enum Role {
        /** Runs the engine and the front ends until it is killed: {@link LoadProcess}. */
        LOAD,
        /** Replays the journal and writes what came of it: {@link ReplayProcess}. */
        REPLAY
    }

    private final DemoOptions options;
    private final DemoFiles files;
    private final Launcher launcher;
    private final Screen screen;
    private final Plan plan;
    private final Verdict kept = new Verdict();
    private final Verdict races = new Verdict();

    /**
     * A demo, to be run once.
     *
     * @param options how.
     * @param root directory to use, empty.
     * @param launcher of other processes.
     * @param screen to write to.
     */
    public Demo(final DemoOptions options, final Path root, final Launcher launcher, final Screen screen) {
        this.options = options;
        this.launcher = launcher;
        this.screen = screen;
        files = new DemoFiles(root);
        plan = new Plan(options.frontEnds());
    }

    /**
     * Runs it and prints the verdict.
     *
     * @return true if everything held.
     * @throws IOException if a file cannot be made or read.
     * @throws InterruptedException if the thread was interrupted while it waited.
     */
    public boolean run() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        Files.createDirectories(files.clients());
        try (Scoreboard scoreboard = Scoreboard.open(files.scoreboard(), options.frontEnds())) {
            load(scoreboard);
            final long[] sent = new long[options.frontEnds()];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = scoreboard.sent(i);
            }
            recoverAndAsk(sent);
        }
        print(System.nanoTime() - startNs);
        return kept.holds() && races.holds();
    }

    private void load(final Scoreboard scoreboard) throws InterruptedException {
        screen.tell(String.format(
                Locale.ROOT,
                "Black Friday: %d front ends, ten hot wallets, new customers all the time, %d s, %s.",
                options.frontEnds(),
                options.seconds(),
                options.durability() == Durability.FSYNC
                        ? "every answer after its fsync"
                        : "every answer after it is in the journal's mapped file"));
        try (ChildProcess child = launcher.start(Role.LOAD)) {
            while (!scoreboard.hasBegun()) {
                requireAlive(child);
                Thread.sleep(START_PERIOD_MS);
            }
            watch(child, scoreboard);
            child.kill();
            screen.tell("kill -9 of process " + child.pid() + ", in the midst of it.");
        }
    }

    private void watch(final ChildProcess child, final Scoreboard scoreboard) throws InterruptedException {
        final long startNs = System.nanoTime();
        final long endNs = startNs + TimeUnit.SECONDS.toNanos(options.seconds());
        final LoadMeter meter = new LoadMeter(scoreboard, startNs);
        final long periodMs = screen.isLive() ? LIVE_PERIOD_MS : LINE_PERIOD_MS;
        long nowNs = startNs;
        while (nowNs < endNs) {
            Thread.sleep(Math.min(periodMs, TimeUnit.NANOSECONDS.toMillis(endNs - nowNs) + 1));
            requireAlive(child);
            nowNs = System.nanoTime();
            final String line = "  " + meter.sinceLastLook(nowNs);
            if (screen.isLive()) {
                screen.live(line);
            } else if (nowNs < endNs) {
                screen.tell(line);
            }
        }
        screen.endLive();
        screen.tell("  " + meter.overall(nowNs));
    }

    private static void requireAlive(final ChildProcess child) {
        if (!child.isAlive()) {
            throw new IllegalStateException("the engine's process ended by itself, with status " + child.status()
                    + "; see what it wrote above");
        }
    }

    private void recoverAndAsk(final long[] sent) throws InterruptedException {
        final long startNs = System.nanoTime();
        final Engine engine = Engine.open(LoadProcess.config(files, options));
        try {
            final Recovery recovery = engine.recovery();
            screen.tell(String.format(
                    Locale.ROOT,
                    "Started again: %,d commands replayed from the journal, open after %.1f s.",
                    recovery.lastSequence(),
                    seconds(System.nanoTime() - startNs)));
            screen.tell("");
            askAgain(engine, sent, recovery.lastSequence());
        } finally {
            engine.close();
        }
        compareReplay(engine);
    }

    private void askAgain(final Engine engine, final long[] sent, final long recoveredSequence) {
        final List<AnswerLogReader> given = new ArrayList<>();
        try (Session session = engine.openSession()) {
            for (int i = 0; i < options.frontEnds(); i++) {
                given.add(AnswerLogReader.open(files.answers(i)));
            }
            final AskAgain again = new AskAgain(plan, session, given, sent, recoveredSequence);
            again.run();
            judgeAnswers(again);
            final Books books = new Books(engine.client(), plan, again.scenes());
            books.judgeRaces(again.tally(), races);
            books.judgeSums(kept);
        } finally {
            given.forEach(AnswerLogReader::close);
        }
    }

    private void judgeAnswers(final AskAgain again) {
        kept.add(
                String.format(
                        Locale.ROOT,
                        "%,d answers were given; asked again, each is the same: outcome, sequence, time, amount",
                        again.answeredBefore()),
                again.differences());
        kept.add(
                String.format(
                        Locale.ROOT,
                        "%,d commands were in flight; %,d had reached the journal, %,d had not; sent again, each counts once",
                        again.inFlight(),
                        again.inFlightKept(),
                        again.inFlight() - again.inFlightKept()),
                again.contradictions());
    }

    /** The engine is closed; another process, which has seen nothing of it, replays what lies there. */
    private void compareReplay(final Engine engine) throws InterruptedException {
        final String here = ReplayProcess.describe(engine.lastSequence(), engine.stateHash());
        final String there;
        try (ChildProcess child = launcher.start(Role.REPLAY)) {
            there = child.output().strip();
        }
        kept.add("another process replays the journal: " + there, there.equals(here));
    }

    private void print(final long durationNs) {
        screen.result("What was answered");
        kept.lines().forEach(screen::result);
        screen.result("");
        screen.result("Races, and how they ended");
        races.lines().forEach(screen::result);
        screen.result("");
        final long broken = kept.brokenCount() + races.brokenCount();
        screen.result(String.format(
                Locale.ROOT,
                "%s (%.0f s)",
                broken == 0 ? "Everything held." : broken + " promises were BROKEN.",
                seconds(durationNs)));
    }

    private static double seconds(final long durationNs) {
        return (double) durationNs / TimeUnit.SECONDS.toNanos(1);
    }
}
