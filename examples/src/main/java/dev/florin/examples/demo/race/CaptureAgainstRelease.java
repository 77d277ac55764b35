package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.List;

/** The warehouse ships and captures while the customer cancels and releases: paid and given back. */
final class CaptureAgainstRelease extends Race {
    private static final int HOLD_KEY = 2;
    private static final int CAPTURE_KEY = 3;
    private static final int RELEASE_KEY = 4;

    CaptureAgainstRelease(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "a hold captured while it is released";
    }

    @Override
    public String ending() {
        return "one or the other, never both";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        final List<Command> funded = funded(scene, kronor(500));
        return List.of(
                funded.get(0), funded.get(1), Shop.hold(key(scene, HOLD_KEY), wallet(scene), Shop.TILL, kronor(500)));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd == scene.first()) {
            return List.of(Shop.captureAll(key(scene, CAPTURE_KEY), key(scene, HOLD_KEY)));
        }
        return frontEnd == scene.second()
                ? List.of(Shop.release(key(scene, RELEASE_KEY), key(scene, HOLD_KEY)))
                : List.of();
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(3);
            case ACT -> Expectation.oneOfTwo(Outcome.HOLD_ALREADY_CAPTURED, Outcome.HOLD_ALREADY_RELEASED);
            case SETTLE -> Expectation.NOTHING;
        };
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, 0) || has(wallet, kronor(500));
    }
}
