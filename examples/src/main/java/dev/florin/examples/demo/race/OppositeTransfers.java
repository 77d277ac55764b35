package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pays B while B pays A, on the same few wallets all the time: with a lock per row, the deadlock. */
final class OppositeTransfers extends Race {
    private static final int PAIRS = Shop.HOT_WALLETS / 2;
    private static final int TRANSFERS = 8;
    private static final long AMOUNT = kronor(5);

    OppositeTransfers(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "A pays B while B pays A, on ten hot wallets";
    }

    @Override
    public String ending() {
        return "all paid, none waited for another";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return List.of();
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        final AccountId one = wallet(scene, 0);
        final AccountId other = wallet(scene, 1);
        final boolean forth = paysForth(scene, frontEnd);
        final List<Command> commands = new ArrayList<>(TRANSFERS);
        for (int i = 0; i < TRANSFERS; i++) {
            commands.add(Shop.transfer(
                    key(scene, frontEnd * TRANSFERS + i), forth ? one : other, forth ? other : one, AMOUNT));
        }
        return commands;
    }

    /** Neighbours pay in opposite directions, and all turn round when the pair's turn comes again. */
    private static boolean paysForth(final Scene scene, final int frontEnd) {
        return (frontEnd + scene.number() / PAIRS) % 2 == 0;
    }

    private static AccountId wallet(final Scene scene, final int side) {
        return Shop.hotWallet((int) (scene.number() % PAIRS) * 2 + side);
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return phase == Phase.ACT ? Expectation.allDone(frontEnds * TRANSFERS) : Expectation.NOTHING;
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of();
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return true;
    }

    @Override
    public Map<AccountId, Long> sharedBalances(final long scenes, final int frontEnds) {
        final Map<AccountId, Long> balances = new HashMap<>();
        for (int i = 0; i < Shop.HOT_WALLETS; i++) {
            balances.put(Shop.hotWallet(i), Shop.HOT_FUNDS);
        }
        for (long number = 0; number < scenes; number++) {
            final Scene scene = new Scene(number, frontEnds);
            for (int frontEnd = 0; frontEnd < frontEnds; frontEnd++) {
                final long moved = (paysForth(scene, frontEnd) ? AMOUNT : -AMOUNT) * TRANSFERS;
                balances.merge(wallet(scene, 0), -moved, Long::sum);
                balances.merge(wallet(scene, 1), moved, Long::sum);
            }
        }
        return balances;
    }
}
