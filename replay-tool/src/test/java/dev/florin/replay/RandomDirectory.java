package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.Session;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.replay.journal.InvolvedAccounts;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamGenerator;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A data directory in which a real engine ran a random stream of commands. */
final class RandomDirectory {
    static final int KEY_RETENTION = 100_000;
    private static final long PARK_NS = 10_000;

    private RandomDirectory() {}

    static EngineConfig config(final Path directory) {
        return EngineConfig.builder(directory)
                .clock(ClockMode.RECORDED)
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(KEY_RETENTION)
                .segmentLengthBytes(16L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build();
    }

    /** The stream of a seed, as it stands in the directory: step i has sequence i + 1. */
    static List<Step> fill(final Path directory, final long seed, final int commands, final Set<CommandKind> kinds) {
        final List<Step> steps = StreamGenerator.generate(seed, commands, kinds);
        run(directory, steps);
        return steps;
    }

    /** The same without what no line can say: ledgers and instruments that nobody made, two versions of one account. */
    static void fillWithWhatLinesCanSay(
            final Path directory, final long seed, final int commands, final Set<CommandKind> kinds) {
        final Set<Integer> ledgers = new HashSet<>();
        final Set<Integer> instruments = new HashSet<>();
        final List<Step> steps = StreamGenerator.generate(seed, commands, kinds).stream()
                .filter(step -> step.command()
                        .filter(command -> !canBeSaid(command, ledgers, instruments))
                        .isEmpty())
                .toList();
        run(directory, steps);
    }

    private static boolean canBeSaid(
            final Command command, final Set<Integer> ledgers, final Set<Integer> instruments) {
        final List<AccountId> expected = command.conditions().expectations().stream()
                .map(Conditions.Expectation::account)
                .toList();
        final boolean isSayable = Stream.concat(InvolvedAccounts.of(command).stream(), expected.stream())
                        .allMatch(account -> ledgers.contains(account.ledger()))
                && ledgers.containsAll(InvolvedAccounts.ledgers(command))
                && instruments.containsAll(InvolvedAccounts.instruments(command))
                && expected.stream().distinct().count() == expected.size();
        if (command instanceof Command.CreateLedger made) {
            return ledgers.add(made.ledger());
        }
        return isSayable && (!(command instanceof Command.CreateInstrument made) || instruments.add(made.instrument()));
    }

    /** Runs steps in several runs of an engine, a segment and a snapshot each; the two newest snapshots are kept. */
    static void runWithSnapshots(final Path directory, final List<Step> steps, final int stepsPerRun) {
        for (int from = 0; from < steps.size(); from += stepsPerRun) {
            run(directory, steps.subList(from, Math.min(steps.size(), from + stepsPerRun)));
            assertThat(Tool.lines("snapshot", directory)).isNotEmpty();
        }
    }

    /** Runs steps as they are. */
    static void run(final Path directory, final List<Step> steps) {
        try (Engine engine = Engine.open(config(directory));
                Session session = engine.openSession()) {
            for (final Step step : steps) {
                offer(session, step);
                await(engine, session);
            }
            assertThat(session.droppedCount()).isZero();
        }
    }

    private static void offer(final Session session, final Step step) {
        final Outcome outcome = step.command().isPresent()
                ? session.offerAt(step.command().get(), 1, step.timestampNs())
                : session.offerTick(1, step.timestampNs());
        assertThat(outcome).as("%s: %s", step, session.why()).isEqualTo(Outcome.OK);
    }

    private static void await(final Engine engine, final Session session) {
        while (session.poll((id, buffer, offset, length) -> {}, 1) == 0) {
            if (engine.failure() != null) {
                throw engine.failure();
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
