package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.List;

/** Both read a balance of 1,000, both find 800 to be less, both pay: the double spend. */
final class TwoWithdrawals extends Race {
    private static final int FIRST_KEY = 2;

    TwoWithdrawals(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "two withdrawals of 800 from 1,000 at once";
    }

    @Override
    public String ending() {
        return "one paid, one refused, 200 left";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return funded(scene, kronor(1_000));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        return frontEnd == scene.first() || frontEnd == scene.second()
                ? List.of(Shop.transfer(key(scene, FIRST_KEY + frontEnd), wallet(scene), Shop.BANK, kronor(800)))
                : List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(2);
            case ACT -> Expectation.oneOfTwo(Outcome.INSUFFICIENT_FUNDS);
            case SETTLE -> Expectation.NOTHING;
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(200));
    }
}
