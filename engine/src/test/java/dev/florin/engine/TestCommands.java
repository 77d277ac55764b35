package dev.florin.engine;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;

/** Commands as tests need them: one ledger, keys by number. */
public final class TestCommands {
    public static final int LEDGER = 752;
    public static final AccountId BANK = AccountId.of(0, LEDGER);

    private TestCommands() {}

    public static AccountId account(final long owner) {
        return AccountId.of(owner, LEDGER);
    }

    public static Command createLedger(final long key) {
        return new Command.CreateLedger(Uint128.of(key), LEDGER, "SEK", 2, Conditions.NONE);
    }

    public static Command open(final long key, final AccountId account) {
        return new Command.OpenAccount(Uint128.of(key), account, 0, Bounds.NO_CEILING, Conditions.NONE);
    }

    public static Command openUnlimited(final long key, final AccountId account) {
        return new Command.OpenAccount(Uint128.of(key), account, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE);
    }

    public static Command transfer(final long key, final AccountId debit, final AccountId credit, final long amount) {
        return transfer(Uint128.of(key), debit, credit, amount);
    }

    public static Command transfer(
            final Uint128 key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Transfer(key, debit, credit, amount, false, 0, Uint128.ZERO, Conditions.NONE);
    }
}
