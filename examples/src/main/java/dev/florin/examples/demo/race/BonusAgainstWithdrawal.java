package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.List;

/** Both read 1,000; one writes 200, the other 1,100: whoever writes last wins, and an update is lost. */
final class BonusAgainstWithdrawal extends Race {
    private static final int WITHDRAWAL_KEY = 2;
    private static final int BONUS_KEY = 3;

    BonusAgainstWithdrawal(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "withdrawal of 800 against a bonus of 100";
    }

    @Override
    public String ending() {
        return "no update lost, 300 left";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return funded(scene, kronor(1_000));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd == scene.first()) {
            return List.of(Shop.transfer(key(scene, WITHDRAWAL_KEY), wallet(scene), Shop.BANK, kronor(800)));
        }
        return frontEnd == scene.second()
                ? List.of(Shop.transfer(key(scene, BONUS_KEY), Shop.BANK, wallet(scene), kronor(100)))
                : List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return phase == Phase.SETTLE ? Expectation.NOTHING : Expectation.allDone(2);
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(300));
    }
}
