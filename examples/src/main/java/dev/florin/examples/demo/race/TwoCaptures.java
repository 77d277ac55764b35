package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.List;

/** Two parcels of 60 leave at once on a hold of 100: more is captured than was held. */
final class TwoCaptures extends Race {
    private static final int HOLD_KEY = 2;
    private static final int RELEASE_KEY = 3;
    private static final int FIRST_CAPTURE_KEY = 4;

    TwoCaptures(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "two captures of 60 from a hold of 100 at once";
    }

    @Override
    public String ending() {
        return "one captured, one refused, 40 given back";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> funded = funded(scene, kronor(1_000));
        return List.of(
                funded.get(0), funded.get(1), Shop.hold(key(scene, HOLD_KEY), wallet(scene), Shop.TILL, kronor(100)));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        return frontEnd == scene.first() || frontEnd == scene.second()
                ? List.of(Shop.capturePart(key(scene, FIRST_CAPTURE_KEY + frontEnd), key(scene, HOLD_KEY), kronor(60)))
                : List.of();
    }

    @Override
    List<Command> settle(final Scene scene) {
        return List.of(Shop.release(key(scene, RELEASE_KEY), key(scene, HOLD_KEY)));
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(3);
            case ACT -> Expectation.oneOfTwo(Outcome.EXCEEDS_HOLD);
            case SETTLE -> Expectation.allDone(1);
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(1_000 - 60));
    }
}
