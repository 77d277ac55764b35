package dev.florin.engine.kill;

import dev.florin.engine.TestCommands;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the killed process sends. A command is a function of its key alone, so that the checker can send it again without
 * having been told what it was.
 */
final class MixedLoad {
    /** Hot accounts, owners 1 and up; few, so that transfers meet and funds run out. */
    static final int ACCOUNTS = 20;

    /** Commands that {@link #setUp} makes, with keys from 1 on. */
    static final int SET_UP_COMMANDS = 2 + 2 * ACCOUNTS;

    private static final long START_AMOUNT = 1_000;
    private static final int MAX_AMOUNT = 100;
    private static final long FIRST_OTHER_OWNER = 1_000;
    private static final int OTHER_OWNERS = 3_000;

    private MixedLoad() {}

    /** The same commands at every start; all but the first time they are duplicates. */
    static List<Command> setUp() {
        final List<Command> commands = new ArrayList<>();
        commands.add(TestCommands.createLedger(1));
        commands.add(TestCommands.openUnlimited(2, TestCommands.BANK));
        for (int owner = 1; owner <= ACCOUNTS; owner++) {
            commands.add(TestCommands.open(1 + 2L * owner, TestCommands.account(owner)));
            commands.add(TestCommands.transfer(
                    2 + 2L * owner, TestCommands.BANK, TestCommands.account(owner), START_AMOUNT));
        }
        return commands;
    }

    /** The command of a key. */
    static Command command(final Uint128 key) {
        final SplittableRandom random = new SplittableRandom(key.high() * 31 + key.low());
        final int dice = random.nextInt(100);
        if (dice < 4) {
            final AccountId account = TestCommands.account(FIRST_OTHER_OWNER + random.nextInt(OTHER_OWNERS));
            return new Command.OpenAccount(key, account, 0, Bounds.NO_CEILING, Conditions.NONE);
        }
        if (dice < 5) {
            final int ledger = 1 + random.nextInt(5);
            return new Command.CreateLedger(key, ledger, "L" + ledger, random.nextInt(2), Conditions.NONE);
        }
        if (dice < 8) {
            return entry(key, random);
        }
        final AccountId debit = dice < 12 ? TestCommands.BANK : TestCommands.account(1 + random.nextInt(ACCOUNTS));
        return new Command.Transfer(
                key,
                debit,
                otherThan(debit, random),
                1 + random.nextInt(MAX_AMOUNT),
                dice < 20,
                0,
                Uint128.ZERO,
                Conditions.NONE);
    }

    /** Long ones too, so that frames and batches of every size are cut off. */
    private static Command entry(final Uint128 key, final SplittableRandom random) {
        final int count = 1 + random.nextInt(random.nextInt(10) == 0 ? Bounds.MAX_LEGS : 10);
        final List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final AccountId debit = random.nextInt(4) == 0 ? TestCommands.BANK : TestCommands.account(1);
            legs.add(new Leg.Transfer(debit, otherThan(debit, random), 1, 0, Uint128.ZERO));
        }
        return new Command.Entry(key, legs, 0, Uint128.ZERO, Conditions.NONE);
    }

    private static AccountId otherThan(final AccountId account, final SplittableRandom random) {
        final AccountId picked = TestCommands.account(1 + random.nextInt(ACCOUNTS + 1)); // the last is not there
        return picked.equals(account) ? TestCommands.account(account.owner() % ACCOUNTS + 1) : picked;
    }

    /** Every account that money can be on. */
    static List<AccountId> accounts() {
        final List<AccountId> accounts = new ArrayList<>();
        accounts.add(TestCommands.BANK);
        for (int owner = 1; owner <= ACCOUNTS; owner++) {
            accounts.add(TestCommands.account(owner));
        }
        return accounts;
    }

    /** A read, large now and then. */
    static Request read(final SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Read.GetTrialBalance();
            case 1 -> new Read.GetAccounts(accounts());
            default -> new Read.GetOutcome(Uint128.of(1 + random.nextInt(SET_UP_COMMANDS)));
        };
    }
}
