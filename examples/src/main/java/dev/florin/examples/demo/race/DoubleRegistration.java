package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every front end looks for a new customer's wallet, finds none and makes one: the customer has several. */
final class DoubleRegistration extends Race {
    private static final int WELCOME_KEY = 0;
    private static final int FIRST_KEY = 1;

    /** Which command opened the wallet, by scene, as the first answer told it. */
    private final Map<Long, Long> openedSequences = new HashMap<>();

    DoubleRegistration(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "one wallet registered by every front end at once";
    }

    @Override
    public String ending() {
        return "one wallet, all were told the same";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return List.of();
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        return List.of(Shop.open(key(scene, FIRST_KEY + frontEnd), wallet(scene)));
    }

    @Override
    List<Command> settle(final Scene scene) {
        return List.of(Shop.transfer(key(scene, WELCOME_KEY), Shop.BANK, wallet(scene), kronor(50)));
    }

    @Override
    public Expectation expected(final Phase phase, final int frontEnds) {
        return switch (phase) {
            case PREPARE -> Expectation.NOTHING;
            case ACT -> Expectation.allDone(frontEnds);
            case SETTLE -> Expectation.allDone(1);
        };
    }

    @Override
    public Optional<String> contradiction(final Phase phase, final Scene scene, final Answer.ToCommand answer) {
        if (phase == Phase.SETTLE) {
            openedSequences.remove(scene.number());
            return Optional.empty();
        }
        final long opened = ((Answer.OfCommand) answer).openedSequence();
        final Long before = openedSequences.putIfAbsent(scene.number(), opened);
        return before == null || before == opened
                ? Optional.empty()
                : Optional.of(wallet(scene) + " was opened by " + before + " and by " + opened);
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(50));
    }
}
