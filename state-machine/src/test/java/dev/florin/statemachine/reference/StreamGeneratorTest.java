package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StreamGeneratorTest {
    private static final int SEEDS = 120;
    private static final int COMMANDS = 500;

    @Test
    void shouldMakeTheSameStreamFromTheSameSeed() {
        assertThat(StreamGenerator.generate(7, COMMANDS, StreamSettings.ALL_KINDS))
                .isEqualTo(StreamGenerator.generate(7, COMMANDS, StreamSettings.ALL_KINDS))
                .isNotEqualTo(StreamGenerator.generate(8, COMMANDS, StreamSettings.ALL_KINDS))
                .hasSize(COMMANDS);
    }

    @Test
    void shouldUseOnlyTheKindsAskedFor() {
        final Set<CommandKind> kinds =
                EnumSet.of(CommandKind.CREATE_LEDGER, CommandKind.OPEN_ACCOUNT, CommandKind.TRANSFER, CommandKind.TICK);
        final Set<CommandKind> seen = EnumSet.noneOf(CommandKind.class);
        for (final Step step : StreamGenerator.generate(1, COMMANDS, kinds)) {
            seen.add(step.command().map(Commands::kind).orElse(CommandKind.TICK));
        }
        assertThat(seen).isEqualTo(kinds);
    }

    @Test
    void shouldReachEveryOutcomeOfEveryKind() {
        final Map<CommandKind, Set<Outcome>> seen = new EnumMap<>(CommandKind.class);
        for (final CommandKind kind : CommandKind.values()) {
            seen.put(kind, EnumSet.noneOf(Outcome.class));
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (final Answer.ToCommand answer : answers(seed)) {
                seen.get(answer.kind()).add(answer.outcome());
            }
        }
        reachable()
                .forEach((kind, outcomes) ->
                        assertThat(seen.get(kind)).as(kind.text()).isEqualTo(outcomes));
        reachableOfMatching()
                .forEach((kind, outcomes) ->
                        assertThat(seen.get(kind)).as(kind.text()).containsAll(outcomes));
    }

    private static List<Answer.ToCommand> answers(final long seed) {
        final ReferenceLedger ledger = new ReferenceLedger();
        final List<Step> steps = StreamGenerator.generate(seed, COMMANDS, StreamSettings.ALL_KINDS);
        return IntStream.range(0, steps.size())
                .mapToObj(i -> steps.get(i).applyTo(ledger, i + 1L))
                .toList();
    }

    private static Map<CommandKind, Set<Outcome>> reachable() {
        final Map<CommandKind, Set<Outcome>> reachable = new EnumMap<>(CommandKind.class);
        reachable.put(CommandKind.TICK, EnumSet.of(Outcome.OK));
        reachable.put(CommandKind.CREATE_LEDGER, outcomes(Outcome.EXISTS, Outcome.LEDGER_CONFLICT));
        reachable.put(
                CommandKind.OPEN_ACCOUNT, outcomes(Outcome.EXISTS, Outcome.LEDGER_NOT_FOUND, Outcome.LIMIT_BREACHED));
        for (final CommandKind kind :
                List.of(CommandKind.SET_LIMITS, CommandKind.FREEZE, CommandKind.UNFREEZE, CommandKind.CLOSE)) {
            reachable.put(kind, outcomes(Outcome.LEDGER_NOT_FOUND, Outcome.ACCOUNT_NOT_FOUND, Outcome.ACCOUNT_CLOSED));
        }
        reachable.get(CommandKind.SET_LIMITS).add(Outcome.LIMIT_BREACHED);
        reachable.get(CommandKind.CLOSE).add(Outcome.NOT_EMPTY);
        reachable.put(
                CommandKind.REOPEN,
                outcomes(Outcome.LEDGER_NOT_FOUND, Outcome.ACCOUNT_NOT_FOUND, Outcome.ACCOUNT_OPEN));
        final Set<Outcome> ofParties = outcomes(
                Outcome.DEBIT_ACCOUNT_CLOSED,
                Outcome.CREDIT_ACCOUNT_CLOSED,
                Outcome.DEBIT_FROZEN,
                Outcome.CREDIT_FROZEN,
                Outcome.OVERFLOW,
                Outcome.INSUFFICIENT_FUNDS,
                Outcome.CEILING_EXCEEDED);
        final Set<Outcome> ofTransfers = EnumSet.copyOf(ofParties);
        ofTransfers.addAll(
                List.of(Outcome.LEDGER_NOT_FOUND, Outcome.DEBIT_ACCOUNT_NOT_FOUND, Outcome.CREDIT_ACCOUNT_NOT_FOUND));
        reachable.put(CommandKind.TRANSFER, ofTransfers);
        reachable.put(CommandKind.HOLD, ofTransfers);
        final Set<Outcome> ofReleases = outcomes(
                Outcome.HOLD_NOT_FOUND,
                Outcome.HOLD_ALREADY_CAPTURED,
                Outcome.HOLD_ALREADY_RELEASED,
                Outcome.HOLD_EXPIRED);
        final Set<Outcome> ofCaptures = EnumSet.copyOf(ofReleases);
        ofCaptures.add(Outcome.EXCEEDS_HOLD);
        final Set<Outcome> ofEntries = EnumSet.copyOf(ofTransfers);
        ofEntries.addAll(ofCaptures);
        ofParties.addAll(List.of(Outcome.TRANSFER_NOT_FOUND, Outcome.ALREADY_REVERSED, Outcome.EXCEEDS_TRANSFER));
        reachable.put(CommandKind.RELEASE, ofReleases);
        reachable.put(CommandKind.CAPTURE, ofCaptures);
        reachable.put(CommandKind.ENTRY, ofEntries);
        reachable.put(CommandKind.REVERSE, ofParties);
        return reachable;
    }

    private static Map<CommandKind, Set<Outcome>> reachableOfMatching() {
        final Map<CommandKind, Set<Outcome>> reachable = new EnumMap<>(CommandKind.class);
        reachable.put(
                CommandKind.CREATE_INSTRUMENT,
                outcomes(Outcome.EXISTS, Outcome.INSTRUMENT_CONFLICT, Outcome.LEDGER_NOT_FOUND));
        reachable.put(CommandKind.SET_INSTRUMENT, outcomes(Outcome.INSTRUMENT_NOT_FOUND, Outcome.PRICE_OFF_TICK));
        reachable.put(CommandKind.CANCEL_ALL, outcomes(Outcome.INSTRUMENT_NOT_FOUND));
        reachable.put(CommandKind.CANCEL, outcomes(Outcome.ORDER_NOT_FOUND, Outcome.ORDER_DONE));
        final Set<Outcome> ofOrders = outcomes(
                Outcome.INSTRUMENT_HALTED,
                Outcome.INSTRUMENT_CLOSED,
                Outcome.IN_AUCTION,
                Outcome.BUDGET_MISSING,
                Outcome.PRICE_OFF_TICK,
                Outcome.CREDIT_ACCOUNT_CLOSED,
                Outcome.DEBIT_FROZEN,
                Outcome.CREDIT_FROZEN,
                Outcome.OVERFLOW,
                Outcome.INSUFFICIENT_FUNDS,
                Outcome.WOULD_TRADE,
                Outcome.PRICE_OUTSIDE_BAND,
                Outcome.CANNOT_FILL,
                Outcome.NOTHING_FILLED);
        final Set<Outcome> ofReplaces = EnumSet.copyOf(ofOrders);
        ofReplaces.addAll(List.of(Outcome.ORDER_NOT_FOUND, Outcome.ORDER_DONE, Outcome.MALFORMED));
        // Possible, but only of rare stops.
        ofReplaces.removeAll(List.of(Outcome.BUDGET_MISSING, Outcome.CANNOT_FILL, Outcome.DEBIT_FROZEN));
        reachable.put(CommandKind.REPLACE, ofReplaces);
        ofOrders.addAll(List.of(
                Outcome.INSTRUMENT_NOT_FOUND,
                Outcome.SAME_ACCOUNT,
                Outcome.DEBIT_ACCOUNT_NOT_FOUND,
                Outcome.DEBIT_ACCOUNT_CLOSED));
        reachable.put(CommandKind.PLACE, ofOrders);
        return reachable;
    }

    private static Set<Outcome> outcomes(final Outcome... own) {
        final Set<Outcome> all = EnumSet.of(Outcome.OK, Outcome.KEY_REUSED, Outcome.TOO_LATE, Outcome.VERSION_MISMATCH);
        all.addAll(List.of(own));
        return all;
    }
}
