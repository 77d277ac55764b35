package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import java.util.Optional;

/**
 * Money that was posted to or from an account.
 *
 * @param sequence of the command.
 * @param timestampNs of the command.
 * @param kind of the command, or of the leg.
 * @param key of the command.
 * @param leg of the entry, or {@link Bounds#NO_LEG}.
 * @param counterparty the other side.
 * @param amount minor units, negative where the account was debited.
 * @param code the client's own.
 * @param ref the client's own.
 * @param trade what it was of a trade; empty for what no order traded.
 */
public record Movement(
        long sequence,
        long timestampNs,
        CommandKind kind,
        Uint128 key,
        int leg,
        AccountId counterparty,
        long amount,
        int code,
        Uint128 ref,
        Optional<TradePart> trade) {
    /**
     * What a movement was of a trade.
     *
     * @param instrument id.
     * @param number of the trade, from 1 for each instrument.
     * @param part {@code base}, {@code value}, {@code fee} or {@code rebate}.
     * @param price quote minor units for one lot.
     * @param quantity lots.
     */
    public record TradePart(int instrument, long number, String part, long price, long quantity) {}

    /**
     * The key as it is written, with the leg where there is one.
     *
     * @return such as {@code 8} or {@code 8#1}.
     */
    public String name() {
        return leg == Bounds.NO_LEG ? key.toString() : key + "#" + leg;
    }
}
