package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/** A seller takes an offer back while it is bought: the gold is sold and kept. */
final class CancelAgainstBuy extends Race {
    private static final long FUNDS = kronor(1_500);
    private static final int BUYER = 0;
    private static final int SELLER = 1;
    private static final int SELL_KEY = 10;
    private static final int CANCEL_KEY = 11;
    private static final int BUY_KEY = 12;

    CancelAgainstBuy(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "an offer taken back while it is bought";
    }

    @Override
    public String ending() {
        return "either sold or taken back";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> commands = new ArrayList<>(funded(scene, trader(scene, BUYER), FUNDS));
        commands.addAll(Bazaar.seller(key(scene, 2), key(scene, 3), trader(scene, SELLER)));
        commands.add(Bazaar.sell(key(scene, SELL_KEY), trader(scene, SELLER).owner(), stall(scene)));
        return commands;
    }

    private static int stall(final Scene scene) {
        return Bazaar.FIRST_CANCEL_STALL + (int) (scene.number() % Bazaar.STALLS);
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd == scene.first()) {
            return List.of(new Command.Cancel(
                    key(scene, CANCEL_KEY),
                    trader(scene, SELLER).owner(),
                    OrderRef.ofKey(key(scene, SELL_KEY)),
                    Conditions.NONE));
        } else if (frontEnd == scene.second()) {
            return List.of(
                    Bazaar.buy(key(scene, BUY_KEY), trader(scene, BUYER).owner(), stall(scene), TimeInForce.IOC));
        }
        return List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(5);
            case ACT -> Expectation.oneOfTwo(Outcome.NOTHING_FILLED, Outcome.ORDER_DONE);
            case SETTLE -> Expectation.NOTHING;
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return tradersOf(scene, 2);
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        final boolean isGold = wallet.id().ledger() == Bazaar.GOLD;
        if (sideOf(wallet.id()) == SELLER) {
            return isGold
                    ? has(wallet, 0) || has(wallet, Bazaar.LOTS)
                    : has(wallet, 0) || has(wallet, Bazaar.proceeds());
        } else if (isGold) {
            return !wallet.exists() || has(wallet, Bazaar.LOTS);
        }
        return has(wallet, FUNDS) || has(wallet, Bazaar.afterBuying(FUNDS));
    }
}
