package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One payment sent twice by one node, once by another, and again after a time-out: the customer pays four times. */
final class DoubleClick extends Race {
    private static final int PAYMENT_KEY = 2;

    /** Which command paid, by scene, as the first answer told it. */
    private final Map<Long, Long> paidSequences = new HashMap<>();

    DoubleClick(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "double click, second node, retry after time-out";
    }

    @Override
    public String ending() {
        return "paid once, told four times";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return funded(scene, kronor(1_000));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd == scene.first()) {
            return List.of(payment(scene), payment(scene));
        }
        return frontEnd == scene.second() ? List.of(payment(scene)) : List.of();
    }

    @Override
    List<Command> settle(final Scene scene) {
        return List.of(payment(scene));
    }

    private Command payment(final Scene scene) {
        return Shop.transfer(key(scene, PAYMENT_KEY), wallet(scene), Shop.TILL, kronor(99));
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.allDone(2);
            case ACT -> Expectation.allDone(3);
            case SETTLE -> Expectation.allDone(1);
        };
    }

    @Override
    public Optional<String> contradiction(final Phase phase, final Scene scene, final Answer.ToCommand answer) {
        if (phase == Phase.PREPARE) {
            return Optional.empty();
        }
        final Long before = phase == Phase.SETTLE
                ? paidSequences.remove(scene.number())
                : paidSequences.putIfAbsent(scene.number(), answer.sequence());
        return before == null || before == answer.sequence()
                ? Optional.empty()
                : Optional.of(wallet(scene) + " paid at " + before + " and again at " + answer.sequence());
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(1_000 - 99));
    }
}
