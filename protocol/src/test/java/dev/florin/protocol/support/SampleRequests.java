package dev.florin.protocol.support;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One request of every template, with another value in every field. */
public final class SampleRequests {
    /** The key of every sample. */
    public static final Uint128 KEY = new Uint128(0x0102030405060708L, 0x090a0b0c0d0e0f10L);

    private static final Uint128 OTHER_KEY = new Uint128(0x1112131415161718L, 0x191a1b1c1d1e1f20L);
    private static final Uint128 REF = new Uint128(0x2122232425262728L, 0x292a2b2c2d2e2f30L);
    private static final AccountId ANNA = new AccountId(42, 752, 0);
    private static final AccountId SHOP = new AccountId(Long.MAX_VALUE, 752, 255);
    private static final int CODE = 0x3132;
    private static final Conditions NONE = Conditions.NONE;

    private SampleRequests() {}

    /**
     * The samples by the name of their template.
     *
     * @return in the order of template ids.
     */
    public static Map<String, Request> byTemplate() {
        final Map<String, Request> samples = new LinkedHashMap<>();
        samples.put("CreateLedger", new Command.CreateLedger(KEY, 752, "SEK", 2, NONE));
        samples.put("OpenAccount", new Command.OpenAccount(KEY, SHOP, -5_000, Bounds.NO_CEILING, NONE));
        samples.put(
                "SetLimits",
                new Command.SetLimits(KEY, SHOP, OptionalLong.of(Bounds.NO_FLOOR), OptionalLong.of(7), NONE));
        samples.put("Freeze", new Command.Freeze(KEY, SHOP, Side.DEBITS, NONE));
        samples.put("Unfreeze", new Command.Unfreeze(KEY, SHOP, Side.BOTH, NONE));
        samples.put("CloseAccount", new Command.CloseAccount(KEY, SHOP, NONE));
        samples.put("ReopenAccount", new Command.ReopenAccount(KEY, SHOP, NONE));
        samples.put("Transfer", new Command.Transfer(KEY, ANNA, SHOP, 100_000, true, CODE, REF, NONE));
        samples.put("Hold", new Command.Hold(KEY, ANNA, SHOP, 80_000, 60_000_000_000L, CODE, REF, NONE));
        samples.put(
                "Capture",
                new Command.Capture(KEY, new HoldId(OTHER_KEY, 7), OptionalLong.of(50_000), true, CODE, REF, NONE));
        samples.put("Release", new Command.Release(KEY, HoldId.of(OTHER_KEY), CODE, REF, NONE));
        samples.put("Entry", new Command.Entry(KEY, legs(), CODE, REF, NONE));
        samples.put("Reverse", new Command.Reverse(KEY, OTHER_KEY, OptionalLong.of(300), CODE, REF, NONE));
        samples.putAll(SampleTradingRequests.commands());
        samples.put("GetAccounts", new Read.GetAccounts(List.of(ANNA, SHOP)));
        samples.put("GetTrialBalance", new Read.GetTrialBalance());
        samples.put("GetOutcome", new Read.GetOutcome(KEY));
        samples.put("GetLedgers", new Read.GetLedgers());
        samples.putAll(SampleTradingRequests.reads());
        return samples;
    }

    /**
     * A command with conditions behind its padding.
     *
     * @return a release that expects two accounts.
     */
    public static Command withConditions() {
        final Conditions under = new Conditions(
                1_700_000_000_000_000_000L,
                List.of(new Conditions.Expectation(ANNA, 6), new Conditions.Expectation(SHOP, 0)));
        return new Command.Release(KEY, HoldId.of(OTHER_KEY), CODE, REF, under);
    }

    private static List<Leg> legs() {
        return List.of(
                new Leg.Transfer(ANNA, SHOP, 1, CODE, REF),
                new Leg.Hold(ANNA, SHOP, 2, 5_000_000, CODE, REF),
                new Leg.Capture(new HoldId(KEY, 1), OptionalLong.empty(), false, CODE, REF),
                new Leg.Release(HoldId.of(OTHER_KEY), CODE, REF));
    }
}
