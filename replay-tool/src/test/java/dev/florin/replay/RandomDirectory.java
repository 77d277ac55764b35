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
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.replay.journal.InvolvedAccounts;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamGenerator;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
        final Made made = new Made();
        try (Engine engine = Engine.open(config(directory));
                Session session = engine.openSession()) {
            for (final Step step : StreamGenerator.generate(seed, commands, kinds)) {
                if (step.command().isEmpty() || made.letsSay(step.command().get())) {
                    made.note(step, take(engine, session, step));
                }
            }
            assertThat(session.droppedCount()).isZero();
        }
    }

    /** What lines before have made, and lines behind may name. A command that was refused has made nothing. */
    private static final class Made {
        private final Set<Integer> ledgers = new HashSet<>();
        private final Set<Integer> instruments = new HashSet<>();

        boolean letsSay(final Command command) {
            final List<AccountId> expected = command.conditions().expectations().stream()
                    .map(Conditions.Expectation::account)
                    .toList();
            return Stream.concat(InvolvedAccounts.of(command).stream(), expected.stream())
                            .allMatch(account -> ledgers.contains(account.ledger()))
                    && ledgers.containsAll(InvolvedAccounts.ledgers(command))
                    && instruments.containsAll(InvolvedAccounts.instruments(command))
                    && expected.stream().distinct().count() == expected.size();
        }

        void note(final Step step, final Outcome outcome) {
            final Command command = step.command().orElse(null);
            if (outcome == Outcome.OK && command instanceof Command.CreateLedger made) {
                ledgers.add(made.ledger());
            } else if (outcome == Outcome.OK && command instanceof Command.CreateInstrument made) {
                instruments.add(made.instrument());
            }
        }
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
                take(engine, session, step);
            }
            assertThat(session.droppedCount()).isZero();
        }
    }

    private static Outcome take(final Engine engine, final Session session, final Step step) {
        final Outcome outcome = step.command().isPresent()
                ? session.offerAt(step.command().get(), 1, step.timestampNs())
                : session.offerTick(1, step.timestampNs());
        assertThat(outcome).as("%s: %s", step, session.why()).isEqualTo(Outcome.OK);
        return await(engine, session);
    }

    private static Outcome await(final Engine engine, final Session session) {
        final AnswerDecoder decoder = new AnswerDecoder();
        final AtomicReference<Outcome> outcome = new AtomicReference<>();
        while (session.poll((id, buffer, at, length) -> outcome.set(outcomeOf(decoder.decode(buffer, at))), 1) == 0) {
            if (engine.failure() != null) {
                throw engine.failure();
            }
            LockSupport.parkNanos(PARK_NS);
        }
        return outcome.get();
    }

    private static Outcome outcomeOf(final Answer answer) {
        return ((Answer.ToCommand) answer).outcome();
    }
}
