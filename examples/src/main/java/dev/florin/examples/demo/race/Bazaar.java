package dev.florin.examples.demo.race;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where gold is traded for kronor: a hot market that everybody uses, and stalls that one scene uses at a time. Every deal is
 * 10 lots at one price, and both sides of it pay the same fee, so that it does not matter who came first.
 */
public final class Bazaar {
    /** The ledger of gold. */
    public static final int GOLD = 959;

    /** Lots of every deal. */
    public static final long LOTS = 10;

    /** What the buyer of a deal pays, and its seller pays too, minor units: 0.3333 % of the value, rounded up. */
    public static final long FEE = 334;

    /** More than the scenes of a race that are under way at once. */
    static final int STALLS = 64;

    /** Instrument of the hot market. */
    static final int HOT_MARKET = 1;

    /** First of the stalls where two buyers meet. */
    static final int FIRST_BUYERS_STALL = 100;

    /** First of the stalls where a seller thinks better of it. */
    static final int FIRST_CANCEL_STALL = 200;

    /** Runs the hot market. */
    static final long HOT_OPERATOR = 20;

    /** Runs the stalls where two buyers meet. */
    static final long BUYERS_OPERATOR = 21;

    /** Runs the stalls where a seller thinks better of it. */
    static final long CANCEL_OPERATOR = 22;

    private static final int FEE_ACCOUNT_TYPE = 1;
    private static final Fee RATE = new Fee(0, 3_333);
    private static final long PRICE = Shop.kronor(100);
    private static final AccountId MINE = AccountId.of(9, GOLD);
    private static final long SETUP_KEYS = 0x60D;

    private Bazaar() {}

    /**
     * The commands that set the place up.
     *
     * @return in their order, always the same.
     */
    public static List<Command> setUp() {
        final List<Command> commands = new ArrayList<>();
        commands.add(new Command.CreateLedger(key(1), GOLD, "GOLD", 0, Conditions.NONE));
        commands.add(new Command.OpenAccount(key(2), MINE, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        commands.add(instrument(HOT_MARKET, HOT_OPERATOR));
        for (int i = 0; i < STALLS; i++) {
            commands.add(instrument(FIRST_BUYERS_STALL + i, BUYERS_OPERATOR));
            commands.add(instrument(FIRST_CANCEL_STALL + i, CANCEL_OPERATOR));
        }
        return commands;
    }

    private static Command instrument(final int id, final long operator) {
        return new Command.CreateInstrument(
                key(10 + id), id, "GOLD-SEK." + id, GOLD, Shop.LEDGER, 1, 1, operator, RATE, RATE, Conditions.NONE);
    }

    private static Uint128 key(final long number) {
        return new Uint128(SETUP_KEYS, number);
    }

    /**
     * Where the fees of all deals are.
     *
     * @return an account of each operator.
     */
    public static List<AccountId> feeAccounts() {
        return List.of(feeAccount(HOT_OPERATOR), feeAccount(BUYERS_OPERATOR), feeAccount(CANCEL_OPERATOR));
    }

    /**
     * Where all gold comes from.
     *
     * @return its account, which owes what everybody else has.
     */
    public static AccountId mine() {
        return MINE;
    }

    static AccountId feeAccount(final long operator) {
        return new AccountId(operator, Shop.LEDGER, FEE_ACCOUNT_TYPE);
    }

    static AccountId gold(final AccountId kronor) {
        return AccountId.of(kronor.owner(), GOLD);
    }

    /** What a buyer has left of kronor, minor units. */
    static long afterBuying(final long kronor) {
        return kronor - PRICE * LOTS - FEE;
    }

    /** What a seller has got, minor units. */
    static long proceeds() {
        return PRICE * LOTS - FEE;
    }

    /** A wallet for kronor and the gold of a deal. */
    static List<Command> seller(final Uint128 openKey, final Uint128 fundKey, final AccountId wallet) {
        return List.of(Shop.open(openKey, gold(wallet)), Shop.transfer(fundKey, MINE, gold(wallet), LOTS));
    }

    static Command sell(final Uint128 key, final long owner, final int instrument) {
        return order(key, owner, instrument, OrderSide.SELL, TimeInForce.GTC);
    }

    static Command buy(final Uint128 key, final long owner, final int instrument, final TimeInForce timeInForce) {
        return order(key, owner, instrument, OrderSide.BUY, timeInForce);
    }

    private static Command order(
            final Uint128 key,
            final long owner,
            final int instrument,
            final OrderSide side,
            final TimeInForce timeInForce) {
        return new Command.Place(
                key,
                owner,
                0,
                instrument,
                side,
                OrderType.LIMIT,
                timeInForce,
                OptionalLong.of(PRICE),
                LOTS,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                SelfTrade.CANCEL_TAKER,
                Conditions.NONE);
    }
}
