package dev.florin.statemachine.reference;

import dev.florin.protocol.CommandKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The knobs of a generated stream. Shares are in percent.
 *
 * @param commands how many steps.
 * @param weights how often a kind is chosen, beside the others; a kind without weight never appears.
 * @param owners how many ordinary accounts there may be on a ledger; few make hot accounts.
 * @param ledgers how many ledgers there may be, at most 8.
 * @param maxLegs most legs of an entry.
 * @param hugeShare amounts near 2^63.
 * @param edgeShare amounts just at or beside what a balance, a ceiling, a hold or a transfer allows.
 * @param retryShare commands under a key used before: respelled, changed, or of another kind.
 * @param expectShare commands with an expectation.
 * @param deadlineShare commands with a {@code not_after}.
 * @param jumpShare steps before which the clock jumps; the others follow one nanosecond after the step before.
 * @param unknownShare accounts, ledgers, holds and transfers that do not exist.
 */
public record StreamSettings(
        int commands,
        Map<CommandKind, Integer> weights,
        int owners,
        int ledgers,
        int maxLegs,
        int hugeShare,
        int edgeShare,
        int retryShare,
        int expectShare,
        int deadlineShare,
        int jumpShare,
        int unknownShare) {
    /** Every kind there is. */
    public static final Set<CommandKind> ALL_KINDS = Set.copyOf(EnumSet.allOf(CommandKind.class));

    /** Every kind of the ledger, and none of matching. */
    public static final Set<CommandKind> LEDGER_KINDS =
            Set.copyOf(EnumSet.range(CommandKind.CREATE_LEDGER, CommandKind.TICK));

    /** Instruments and orders, with as much of the ledger as feeds and disturbs them. */
    public static final Set<CommandKind> MARKET_KINDS = Set.copyOf(EnumSet.complementOf(EnumSet.of(
            CommandKind.HOLD, CommandKind.CAPTURE, CommandKind.RELEASE, CommandKind.ENTRY, CommandKind.REVERSE)));

    /** Copies the weights. */
    public StreamSettings {
        weights = Map.copyOf(weights);
    }

    /**
     * Settings drawn at random, so that different seeds press different corners.
     *
     * @param random source of chance; only drawn from.
     * @param commands how many steps.
     * @param kinds the stream may use; without create_ledger and open_account everything else is refused.
     * @return the settings.
     */
    public static StreamSettings random(
            final SplittableRandom random, final int commands, final Set<CommandKind> kinds) {
        return new StreamSettings(
                commands,
                randomWeights(random, kinds),
                2 + random.nextInt(7),
                (kinds.contains(CommandKind.PLACE) ? 2 : 1) + random.nextInt(3),
                random.nextInt(20) == 0 ? 150 : 1 + random.nextInt(12),
                random.nextInt(3) == 0 ? random.nextInt(40) : 0,
                random.nextInt(50),
                random.nextInt(25),
                random.nextInt(20),
                random.nextInt(15),
                random.nextInt(60),
                random.nextInt(8));
    }

    private static Map<CommandKind, Integer> randomWeights(
            final SplittableRandom random, final Set<CommandKind> kinds) {
        final Map<CommandKind, Integer> weights = new EnumMap<>(CommandKind.class);
        for (final CommandKind kind : CommandKind.values()) {
            if (kinds.contains(kind)) {
                weights.put(kind, 1 + random.nextInt(usualWeight(kind)));
            }
        }
        return weights;
    }

    private static int usualWeight(final CommandKind kind) {
        return switch (kind) {
            case TRANSFER, HOLD -> 60;
            case CAPTURE, ENTRY -> 40;
            case RELEASE, REVERSE -> 20;
            case SET_LIMITS, TICK, UNFREEZE, REOPEN -> 8;
            case OPEN_ACCOUNT, CLOSE -> 5;
            case FREEZE -> 4;
            case CREATE_LEDGER -> 2;
            case PLACE -> 150;
            case REPLACE, CANCEL -> 30;
            case SET_INSTRUMENT -> 8;
            case CANCEL_ALL, CREATE_INSTRUMENT -> 2;
        };
    }
}
