package dev.florin.examples.demo.race;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The place: one ledger, a bank that money comes from, a shop, its fees, and ten hot wallets. */
public final class Shop {
    /** The ledger's id. */
    public static final int LEDGER = 752;

    /** The ledger's code. */
    public static final String CODE = "SEK";

    /** The ledger's decimals. */
    public static final int SCALE = 2;

    /** Wallets that everybody uses all the time. */
    public static final int HOT_WALLETS = 10;

    /** What a hot wallet starts with. */
    static final long HOT_FUNDS = kronor(1_000_000);

    static final AccountId BANK = AccountId.of(0, LEDGER);
    static final AccountId TILL = AccountId.of(7, LEDGER);
    static final AccountId FEES = AccountId.of(8, LEDGER);

    private static final long FIRST_HOT_OWNER = 100;
    private static final long SETUP_KEYS = 0x5E70;

    private Shop() {}

    /** Kronor in minor units. */
    static long kronor(final long kronor) {
        return Math.multiplyExact(kronor, 100L);
    }

    static AccountId hotWallet(final int index) {
        return AccountId.of(FIRST_HOT_OWNER + index, LEDGER);
    }

    /**
     * Accounts that are there before any race begins.
     *
     * @return the bank, the till, the fees and the hot wallets.
     */
    public static List<AccountId> accounts() {
        final List<AccountId> accounts = new ArrayList<>(List.of(BANK, TILL, FEES));
        for (int i = 0; i < HOT_WALLETS; i++) {
            accounts.add(hotWallet(i));
        }
        return accounts;
    }

    /**
     * The commands that set the place up.
     *
     * @return in their order, always the same.
     */
    public static List<Command> setUp() {
        final List<Command> commands = new ArrayList<>();
        commands.add(new Command.CreateLedger(setUpKey(0), LEDGER, CODE, SCALE, Conditions.NONE));
        commands.add(new Command.OpenAccount(setUpKey(1), BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        commands.add(open(setUpKey(2), TILL));
        commands.add(open(setUpKey(3), FEES));
        for (int i = 0; i < HOT_WALLETS; i++) {
            commands.add(open(setUpKey(commands.size()), hotWallet(i)));
            commands.add(transfer(setUpKey(commands.size()), BANK, hotWallet(i), HOT_FUNDS));
        }
        return commands;
    }

    private static Uint128 setUpKey(final long number) {
        return new Uint128(SETUP_KEYS, number + 1);
    }

    static Command open(final Uint128 key, final AccountId account) {
        return new Command.OpenAccount(key, account, 0, Bounds.NO_CEILING, Conditions.NONE);
    }

    static Command transfer(final Uint128 key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Transfer(key, debit, credit, amount, false, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command hold(final Uint128 key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Hold(key, debit, credit, amount, 0, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command captureAll(final Uint128 key, final Uint128 hold) {
        return new Command.Capture(key, HoldId.of(hold), OptionalLong.empty(), false, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command capturePart(final Uint128 key, final Uint128 hold, final long amount) {
        return new Command.Capture(
                key, HoldId.of(hold), OptionalLong.of(amount), true, 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command release(final Uint128 key, final Uint128 hold) {
        return new Command.Release(key, HoldId.of(hold), 0, Uint128.ZERO, Conditions.NONE);
    }

    static Command reverse(final Uint128 key, final Uint128 transfer) {
        return new Command.Reverse(key, transfer, OptionalLong.empty(), 0, Uint128.ZERO, Conditions.NONE);
    }
}
