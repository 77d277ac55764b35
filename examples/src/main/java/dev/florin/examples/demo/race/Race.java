package dev.florin.examples.demo.race;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A race: what front ends do at the same time, and what must have come of it. Its commands depend on the scene and the front
 * end alone. What it remembers of answers belongs to the one thread that checks.
 */
public abstract class Race {
    private static final long OWNERS_PER_RACE = 1_000_000_000_000L;

    private static final int SIDES = 4;

    private static final long KEYS_PER_SCENE = 1L << 20;

    private final int number;

    Race(final int number) {
        this.number = number;
    }

    /**
     * All races.
     *
     * @return in the order of the verdict.
     */
    public static List<Race> all() {
        return List.of(
                new TwoWithdrawals(1),
                new BonusAgainstWithdrawal(2),
                new OppositeTransfers(3),
                new DoubleRegistration(4),
                new DoubleClick(5),
                new CaptureAgainstRelease(6),
                new TwoCaptures(7),
                new TwoRefunds(8),
                new WholeEntries(9),
                new OneMarket(10),
                new TwoBuyers(11),
                new CancelAgainstBuy(12));
    }

    /**
     * What was tried.
     *
     * @return a few words.
     */
    public abstract String title();

    /**
     * What must have happened.
     *
     * @return a few words.
     */
    public abstract String ending();

    /** What one front end makes before. */
    abstract List<Command> prepare(Scene scene);

    /** What a front end does while the others do theirs. */
    abstract List<Command> act(Scene scene, int frontEnd);

    /** What one front end does after. */
    List<Command> settle(final Scene scene) {
        return List.of();
    }

    /**
     * What a front end sends in a phase.
     *
     * @param phase of the scene.
     * @param scene which.
     * @param frontEnd 0, 1, ...
     * @return commands in their order; always the same for the same arguments.
     */
    public final List<Command> commands(final Phase phase, final Scene scene, final int frontEnd) {
        return switch (phase) {
            case PREPARE -> frontEnd == scene.preparer() ? prepare(scene) : List.of();
            case ACT -> act(scene, frontEnd);
            case SETTLE -> frontEnd == scene.second() ? settle(scene) : List.of();
        };
    }

    /**
     * What the commands of a phase must have come to.
     *
     * @param phase of the scene.
     * @param frontEnds that take part.
     * @return the same for every scene.
     */
    public abstract Expectation expected(Phase phase, int frontEnds);

    /**
     * Looks at an answer beside the other answers of the scene. Called phase by phase for each scene.
     *
     * @param phase of the scene.
     * @param scene which.
     * @param answer of one of its commands.
     * @return what is wrong with it, if anything is.
     */
    public Optional<String> contradiction(final Phase phase, final Scene scene, final Answer.ToCommand answer) {
        return Optional.empty();
    }

    /**
     * The wallets of a scene, which nobody else uses.
     *
     * @param scene which.
     * @return may be empty.
     */
    public abstract List<AccountId> wallets(Scene scene);

    /**
     * Whether a wallet of a scene is as it must be when the scene is over.
     *
     * @param wallet as read.
     * @return true if so.
     */
    public abstract boolean isRight(Answer.Account wallet);

    /**
     * What accounts that many scenes share must have in the end.
     *
     * @param scenes that were run.
     * @param frontEnds that took part.
     * @return balances in minor units.
     */
    public Map<AccountId, Long> sharedBalances(final long scenes, final int frontEnds) {
        return Map.of();
    }

    final Uint128 key(final Scene scene, final int index) {
        return new Uint128(number, scene.number() * KEYS_PER_SCENE + index + 1);
    }

    final AccountId wallet(final Scene scene) {
        return AccountId.of(number * OWNERS_PER_RACE + scene.number(), Shop.LEDGER);
    }

    /** The wallet of one of up to four who trade in a scene; all scenes of a race have it this way, or none. */
    final AccountId trader(final Scene scene, final int side) {
        return AccountId.of(number * OWNERS_PER_RACE + scene.number() * SIDES + side, Shop.LEDGER);
    }

    /** Which of those who trade in a scene has a wallet. */
    static int sideOf(final AccountId wallet) {
        return (int) (wallet.owner() % SIDES);
    }

    /** Kronor and gold of so many who trade in a scene. */
    final List<AccountId> tradersOf(final Scene scene, final int sides) {
        final List<AccountId> wallets = new ArrayList<>();
        for (int side = 0; side < sides; side++) {
            wallets.add(trader(scene, side));
            wallets.add(Bazaar.gold(trader(scene, side)));
        }
        return wallets;
    }

    /** A new wallet with money in it. */
    final List<Command> funded(final Scene scene, final long amount) {
        return funded(scene, wallet(scene), amount);
    }

    /** A new wallet with money in it, by the first two keys of the scene. */
    final List<Command> funded(final Scene scene, final AccountId wallet, final long amount) {
        return List.of(Shop.open(key(scene, 0), wallet), Shop.transfer(key(scene, 1), Shop.BANK, wallet, amount));
    }

    /** A wallet that has a balance, and nothing held. */
    static boolean has(final Answer.Account wallet, final long balance) {
        return wallet.exists() && wallet.balance() == balance && wallet.debitsPending() == 0;
    }
}
