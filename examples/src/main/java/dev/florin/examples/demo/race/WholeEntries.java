package dev.florin.examples.demo.race;

import static dev.florin.examples.demo.race.Shop.kronor;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two purchases, fee first, from a wallet that pays for one: the second fails after its fee was taken. */
final class WholeEntries extends Race {
    private static final int FIRST_KEY = 2;
    private static final int PRICE_LEG = 1;
    private static final long PRICE = kronor(600);
    private static final long FEE = kronor(6);

    WholeEntries(final int number) {
        super(number);
    }

    @Override
    public String title() {
        return "two purchases of 600, fee 6 first, from 1,000";
    }

    @Override
    public String ending() {
        return "one whole, of the other not even the fee";
    }

    @Override
    List<Command> prepare(final Scene scene) {
        return funded(scene, kronor(1_000));
    }

    @Override
    List<Command> act(final Scene scene, final int frontEnd) {
        if (frontEnd != scene.first() && frontEnd != scene.second()) {
            return List.of();
        }
        final List<Leg> legs = List.of(
                new Leg.Transfer(wallet(scene), Shop.FEES, FEE, 0, Uint128.ZERO),
                new Leg.Transfer(wallet(scene), Shop.TILL, PRICE, 0, Uint128.ZERO));
        return List.of(new Command.Entry(key(scene, FIRST_KEY + frontEnd), legs, 0, Uint128.ZERO, Conditions.NONE));
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
    public Optional<String> contradiction(final Phase phase, final Scene scene, final Answer.ToCommand answer) {
        return phase != Phase.ACT || answer.outcome().isSuccess() || ((Answer.OfCommand) answer).leg() == PRICE_LEG
                ? Optional.empty()
                : Optional.of("an entry on " + wallet(scene) + " failed at leg " + ((Answer.OfCommand) answer).leg());
    }

    @Override
    public List<AccountId> wallets(final Scene scene) {
        return List.of(wallet(scene));
    }

    @Override
    public boolean isRight(final Answer.Account wallet) {
        return has(wallet, kronor(1_000) - PRICE - FEE);
    }

    @Override
    public Map<AccountId, Long> sharedBalances(final long scenes, final int frontEnds) {
        return Map.of(Shop.FEES, Math.multiplyExact(scenes, FEE));
    }
}
