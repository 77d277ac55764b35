package dev.florin.benchmarks.exchangecore;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import java.util.ArrayList;
import java.util.List;

/** The one market of the workload: its ledgers, its users with their funds, its instrument. */
final class Market {
    static final int BASE = 3_762;
    static final int QUOTE = 3_928;
    static final int INSTRUMENT = 9_269;
    static final long LOT = 100;
    /** Quote units that a lot is worth for one unit of the workload's price. */
    static final long PRICE_SCALE = 10;

    static final long TAKER_FEE_PER_LOT = 1_160;
    static final long MAKER_FEE_PER_LOT = 847;
    static final long FUNDS = 1L << 53;
    private static final long OPERATOR = 1_000_000;
    private static final long TREASURY = 2_000_000;
    /** Keys of the workload's own commands have another upper half. */
    private static final long KEY_HIGH = 1;

    private Market() {}

    /** Where fees are collected. */
    static AccountId feeAccount() {
        return new AccountId(OPERATOR, QUOTE, 1);
    }

    /** Everything that must have happened before the first order. */
    static List<Command> preparation(final int users) {
        final List<Command> commands = new ArrayList<>();
        for (final int ledger : new int[] {BASE, QUOTE}) {
            final AccountId treasury = AccountId.of(TREASURY, ledger);
            commands.add(new Command.CreateLedger(key(commands), ledger, "A" + ledger, 0, Conditions.NONE));
            commands.add(new Command.OpenAccount(
                    key(commands), treasury, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
            for (int user = 1; user <= users; user++) {
                final AccountId account = AccountId.of(user, ledger);
                commands.add(new Command.OpenAccount(key(commands), account, 0, Bounds.NO_CEILING, Conditions.NONE));
                commands.add(new Command.Transfer(
                        key(commands), treasury, account, FUNDS, false, 0, Uint128.ZERO, Conditions.NONE));
            }
        }
        commands.add(new Command.CreateInstrument(
                key(commands),
                INSTRUMENT,
                "PAIR",
                BASE,
                QUOTE,
                LOT,
                PRICE_SCALE,
                OPERATOR,
                new Fee(MAKER_FEE_PER_LOT, 0),
                new Fee(TAKER_FEE_PER_LOT, 0),
                Conditions.NONE));
        return commands;
    }

    private static Uint128 key(final List<Command> commands) {
        return new Uint128(KEY_HIGH, commands.size() + 1L);
    }
}
