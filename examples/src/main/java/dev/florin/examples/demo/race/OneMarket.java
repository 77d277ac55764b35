package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody sells and buys in one market at once: whoever trades with whom, in the end all have what they wanted. */
final class OneMarket extends Race {
    private static final long FUNDS = kronor(2_000);
    private static final int FUND_BUYER_KEY = 2;
    private static final int ORDER_KEY = 10;

    OneMarket(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "all sell and buy gold in one market at once";
    }

    @Override
    public String ending() {
        return "both filled, value and fees exact";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> commands = new ArrayList<>(funded(scene, trader(scene, 0), FUNDS));
        commands.addAll(Bazaar.seller(key(scene, FUND_BUYER_KEY), key(scene, FUND_BUYER_KEY + 1), trader(scene, 1)));
        return commands;
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd == scene.first()) {
            return List.of(Bazaar.sell(key(scene, ORDER_KEY), trader(scene, 1).owner(), Bazaar.HOT_MARKET));
        } else if (frontEnd == scene.second()) {
            return List.of(Bazaar.buy(
                    key(scene, ORDER_KEY + 1), trader(scene, 0).owner(), Bazaar.HOT_MARKET, TimeInForce.GTC));
        }
        return List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(4);
            case ACT -> Expectation.allDone(2);
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
        if (sideOf(wallet.id()) == 0) {
            return has(wallet, isGold ? Bazaar.LOTS : Bazaar.afterBuying(FUNDS));
        }
        return has(wallet, isGold ? 0 : Bazaar.proceeds());
    }

    @Override
    public Map<AccountId, Long> sharedBalances(final long scenes, final int frontEnds) {
        return Map.of(Bazaar.feeAccount(Bazaar.HOT_OPERATOR), scenes * 2 * Bazaar.FEE);
    }
}
