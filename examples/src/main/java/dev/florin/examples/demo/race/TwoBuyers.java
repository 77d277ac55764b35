package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two buyers see the same offer, both take it: gold is sold that nobody had. */
final class TwoBuyers extends Race {
    private static final long FUNDS = kronor(1_500);
    private static final int SELLER = 2;
    private static final int SELL_KEY = 10;
    private static final int FIRST_BUY_KEY = 11;

    TwoBuyers(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "two buyers of one offer at once";
    }

    @Override
    public String ending() {
        return "sold once, fees charged, the other keeps his money";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> commands =
                new ArrayList<>(Bazaar.seller(key(scene, 0), key(scene, 1), trader(scene, SELLER)));
        for (int side = 0; side < SELLER; side++) {
            final AccountId wallet = trader(scene, side);
            commands.add(Shop.open(key(scene, 2 + 2 * side), wallet));
            commands.add(Shop.transfer(key(scene, 3 + 2 * side), Shop.BANK, wallet, FUNDS));
        }
        commands.add(Bazaar.sell(key(scene, SELL_KEY), trader(scene, SELLER).owner(), stall(scene)));
        return commands;
    }

    private static int stall(final Scene scene) {
        return Bazaar.FIRST_BUYERS_STALL + (int) (scene.number() % Bazaar.STALLS);
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd != scene.first() && frontEnd != scene.second()) {
            return List.of();
        }
        final int side = frontEnd == scene.first() ? 0 : 1;
        return List.of(Bazaar.buy(
                key(scene, FIRST_BUY_KEY + side), trader(scene, side).owner(), stall(scene), TimeInForce.IOC));
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(7);
            case ACT -> Expectation.oneOfTwo(Outcome.NOTHING_FILLED);
            case SETTLE -> Expectation.NOTHING;
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return tradersOf(scene, SELLER + 1);
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        final boolean isGold = wallet.id().ledger() == Bazaar.GOLD;
        if (sideOf(wallet.id()) == SELLER) {
            return has(wallet, isGold ? 0 : Bazaar.proceeds());
        } else if (isGold) {
            return !wallet.exists() || has(wallet, Bazaar.LOTS);
        }
        return has(wallet, FUNDS) || has(wallet, Bazaar.afterBuying(FUNDS));
    }

    @Override
    public Map<AccountId, Long> sharedBalances(final long scenes, final int frontEnds) {
        return Map.of(Bazaar.feeAccount(Bazaar.BUYERS_OPERATOR), scenes * 2 * Bazaar.FEE);
    }
}
