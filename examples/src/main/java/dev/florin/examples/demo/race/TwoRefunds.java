package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.List;

/** Two clerks refund one purchase at once: the customer gets it back twice. */
final class TwoRefunds extends Race {
    private static final int PURCHASE_KEY = 2;
    private static final int FIRST_REFUND_KEY = 3;

    TwoRefunds(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "one purchase refunded by two clerks at once";
    }

    @Override
    public String ending() {
        return "refunded once, the other refused";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> funded = funded(scene, kronor(1_000));
        return List.of(
                funded.get(0),
                funded.get(1),
                Shop.transfer(key(scene, PURCHASE_KEY), wallet(scene), Shop.TILL, kronor(250)));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        return frontEnd == scene.first() || frontEnd == scene.second()
                ? List.of(Shop.reverse(key(scene, FIRST_REFUND_KEY + frontEnd), key(scene, PURCHASE_KEY)))
                : List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(3);
            case ACT -> Expectation.oneOfTwo(Outcome.ALREADY_REVERSED);
            case SETTLE -> Expectation.NOTHING;
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(1_000));
    }
}
