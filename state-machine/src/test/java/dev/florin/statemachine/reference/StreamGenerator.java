package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes command streams that press on the rules: few accounts, tight balances, figures at their edges, keys used again,
 * clocks that jump to where holds fall due. The same seed gives the same stream on any machine. Runs the model along, so
 * that it knows what would be at an edge. One generator makes one stream.
 */
public final class StreamGenerator {
    private static final long WALL_CLOCK_NS = 1_700_000_000_000_000_000L;

    private final SplittableRandom random;
    private final StreamSettings settings;
    private final ReferenceLedger model = new ReferenceLedger();
    private final List<Step> steps = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();
    private final List<Uint128> keys = new ArrayList<>();
    private final Picker pick;
    private final OrderPicker orders;
    private final OrderMaker orderMaker;
    private final CommandMaker maker;
    private final Mutator mutator;
    private long keyCounter;
    private long timestampNs;

    private StreamGenerator(final SplittableRandom random, final StreamSettings settings) {
        this.random = random;
        this.settings = settings;
        this.pick = new Picker(random, settings, model);
        this.orders = new OrderPicker(random, settings, model, pick);
        this.orderMaker = new OrderMaker(orders, pick);
        this.maker = new CommandMaker(random, settings, pick, keys, orderMaker);
        this.mutator = new Mutator(random);
        this.timestampNs = random.nextInt(4) == 0 ? 0 : WALL_CLOCK_NS;
    }

    /**
     * A stream of every kind, with settings drawn from the seed.
     *
     * @param seed that names the stream.
     * @param commands how many steps.
     * @param kinds that it may use.
     * @return the steps.
     */
    public static List<Step> generate(final long seed, final int commands, final Set<CommandKind> kinds) {
        final SplittableRandom random = new SplittableRandom(seed);
        return generate(random, StreamSettings.random(random, commands, kinds));
    }

    /**
     * A stream of given settings.
     *
     * @param random source of chance; only drawn from.
     * @param settings the knobs.
     * @return the steps.
     */
    public static List<Step> generate(final SplittableRandom random, final StreamSettings settings) {
        return new StreamGenerator(random, settings).stream();
    }

    private List<Step> stream() {
        openTheStage();
        while (steps.size() < settings.commands()) {
            advanceClock();
            final CommandKind kind = kind();
            if (kind == CommandKind.TICK) {
                add(Step.tick(timestampNs));
            } else {
                add(Step.of(timestampNs, conditioned(command(kind))));
            }
        }
        return List.copyOf(steps.subList(0, settings.commands()));
    }

    /** Most ledgers and accounts exist from the start, with some money, or nothing would succeed for long. */
    private void openTheStage() {
        for (int i = 0; i < settings.ledgers(); i++) {
            if (settings.weights().containsKey(CommandKind.CREATE_LEDGER)) {
                addNext(maker.createLedger(newKey(), i));
            }
            for (int owner = 0; owner < settings.owners(); owner++) {
                final AccountId account = AccountId.of(owner, pick.ledger(i));
                if (settings.weights().containsKey(CommandKind.OPEN_ACCOUNT) && pick.chance(90)) {
                    addNext(maker.openAccount(newKey(), account));
                }
                if (settings.weights().containsKey(CommandKind.TRANSFER) && owner > 0) {
                    addNext(maker.fund(newKey(), AccountId.of(0, account.ledger()), account));
                }
            }
        }
        for (int i = 0; i < orders.count() && settings.weights().containsKey(CommandKind.CREATE_INSTRUMENT); i++) {
            addNext(orderMaker.createInstrument(newKey(), i));
        }
    }

    private void addNext(final Command command) {
        timestampNs++;
        add(Step.of(timestampNs, command));
    }

    private void add(final Step step) {
        steps.add(step);
        step.command().ifPresent(command -> {
            sent.add(command);
            keys.add(command.key());
        });
        step.applyTo(model, steps.size());
    }

    private CommandKind kind() {
        int total = 0;
        for (final CommandKind kind : CommandKind.values()) {
            total += settings.weights().getOrDefault(kind, 0);
        }
        int choice = random.nextInt(total);
        for (final CommandKind kind : CommandKind.values()) {
            choice -= settings.weights().getOrDefault(kind, 0);
            if (choice < 0) {
                return kind;
            }
        }
        throw new AssertionError("weights do not add up");
    }

    private Command command(final CommandKind kind) {
        if (sent.isEmpty() || !pick.chance(settings.retryShare())) {
            return maker.make(kind, newKey(), timestampNs);
        }
        final int recent = Math.min(sent.size(), pick.chance(50) ? 10 : sent.size());
        final Command earlier = sent.get(sent.size() - 1 - random.nextInt(recent));
        final int choice = random.nextInt(100);
        if (choice < 50) {
            return Commands.withConditions(earlier, Conditions.NONE);
        } else if (choice < 85) {
            return Commands.withConditions(mutator.mutate(earlier), Conditions.NONE);
        }
        return maker.make(kind, earlier.key(), timestampNs);
    }

    private Uint128 newKey() {
        keyCounter++;
        return switch (random.nextInt(4)) {
            case 0 -> Uint128.of(keyCounter);
            case 1 -> new Uint128(keyCounter, 7);
            case 2 -> new Uint128(keyCounter, keyCounter);
            default -> new Uint128(random.nextLong() | 1, random.nextLong());
        };
    }

    private void advanceClock() {
        if (!pick.chance(settings.jumpShare())) {
            timestampNs++;
            return;
        }
        final long nextDueNs = model.nextDueNs();
        final boolean isDueSoon = nextDueNs - timestampNs > 2 && nextDueNs - timestampNs < 10_000_000_000L;
        timestampNs = switch (random.nextInt(8)) {
            case 0, 1 -> isDueSoon ? nextDueNs : timestampNs + 1;
            case 2 -> isDueSoon ? nextDueNs - 1 : timestampNs + 1;
            case 3 -> isDueSoon ? nextDueNs + 1 : timestampNs + 1;
            case 4, 5, 6 -> timestampNs + 1 + random.nextInt(50);
            default -> timestampNs + 1 + random.nextInt(pick.chance(5) ? 1_000_000_000 : 500);
        };
    }

    private Command conditioned(final Command command) {
        final long notAfterNs = pick.chance(settings.deadlineShare()) ? deadlineNs() : Bounds.NO_DEADLINE;
        final List<Conditions.Expectation> expectations = new ArrayList<>();
        if (pick.chance(settings.expectShare())) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                expectations.add(expectation());
            }
        }
        return Commands.withConditions(command, new Conditions(notAfterNs, expectations));
    }

    private long deadlineNs() {
        return switch (random.nextInt(6)) {
            case 0 -> Math.max(0, timestampNs - 1);
            case 1, 2 -> timestampNs;
            case 3 -> timestampNs + 1;
            case 4 -> 0;
            default -> Long.MAX_VALUE - 1;
        };
    }

    private Conditions.Expectation expectation() {
        final AccountId account = pick.account(pick.ledger());
        final long version = model.state().version(account);
        if (pick.chance(75)) {
            return new Conditions.Expectation(account, version);
        }
        final long stale = pick.chance(50) ? 0 : random.nextInt(steps.size() + 2);
        return new Conditions.Expectation(account, stale);
    }
}
