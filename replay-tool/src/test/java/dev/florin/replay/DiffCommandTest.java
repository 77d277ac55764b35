package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.engine.Session;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final Pattern FROM = Pattern.compile("  from sequence ([0-9]+) on");
    private static final int CHECKED = 4;
    private static final int KEYS = 3_000;

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void shouldFindTwoRunsOfTheSameTheSame() {
        Shop.fill(first);
        Shop.fill(second);
        assertThat(Tool.lines("diff", first, second)).hasSize(3).endsWith("the same");
    }

    @Test
    void shouldTellWhereOneGoesOnAndWhichAccountsDifferForIt() {
        Shop.fill(first);
        Shop.fill(second);
        try (Engine engine = Engine.open(EngineConfig.builder(second)
                .clock(ClockMode.MANUAL)
                .minFreeDiskBytes(0)
                .build())) {
            final Answer.OfCommand answer =
                    (Answer.OfCommand) engine.client().call(Shop.transfer(100, Shop.BANK, Shop.ANNA, 1));
            assertThat(answer.sequence()).isEqualTo(Shop.LAST_SEQUENCE + 1);
        }
        final Tool.Result result = Tool.run("diff", first, second);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .contains("the same up to sequence 18, then", "A (ends before)", "2 accounts differ")
                .anyMatch(line -> line.startsWith("B         19 ") && line.contains("0/SEK -> 42/SEK 0.01"))
                .anyMatch(line -> line.startsWith("A 0/SEK ") && line.contains("-1000.00"))
                .anyMatch(line -> line.startsWith("B 0/SEK ") && line.contains("-1000.01"))
                .contains("  from sequence 19 on")
                .noneMatch(line -> line.startsWith("A 7/SEK/3"));
    }

    @Test
    void shouldTellTheFirstCommandThatDiffers() {
        Shop.fill(first);
        RandomDirectory.fill(second, 1, 5, StreamSettings.LEDGER_KINDS);
        final Tool.Result result = Tool.run("diff", first, second);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("the same up to sequence 0, then");
    }

    /** A retry is answered again where its key is kept, and is a new command where that is forgotten. */
    @Test
    void shouldTellStatesApartThatTheSameCommandsMade() {
        for (final Path directory : List.of(first, second)) {
            try (Engine engine = Engine.open(EngineConfig.builder(directory)
                    .clock(ClockMode.MANUAL)
                    .durability(Durability.MEMORY_MAPPED)
                    .keyRetention(directory.equals(first) ? 100_000 : 1)
                    .minFreeDiskBytes(0)
                    .build())) {
                final FlorinClient client = engine.client();
                Shop.open(client);
                client.call(Shop.transfer(4, Shop.BANK, Shop.ANNA, 100));
                for (int key = 5; key <= KEYS; key++) {
                    client.call(Shop.transfer(key, Shop.BANK, Shop.ANNA, 1));
                }
                client.call(Shop.transfer(4, Shop.BANK, Shop.ANNA, 100));
            }
        }
        final Tool.Result result = Tool.run("diff", first, second);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .contains(
                        "the same commands, but other states: A keeps 100000 keys at least, B 1",
                        "  from sequence " + (KEYS + 1) + " on",
                        "2 accounts differ");
    }

    /** The same commands, the last one stamped a nanosecond later. */
    @Test
    void shouldTellTimesApart() {
        final List<Step> steps = RandomDirectory.fill(first, 7, 20, StreamSettings.LEDGER_KINDS);
        final List<Step> later = new ArrayList<>(steps);
        final Step last = later.remove(steps.size() - 1);
        later.add(new Step(last.timestampNs() + 1, last.command()));
        RandomDirectory.run(second, later);
        assertThat(Tool.run("diff", first, second).out()).contains("the same up to sequence 19, then");
    }

    /** What names no account: a reversal, and a hold that expires; and an account that is only in one. */
    @Test
    void shouldTellOfAccountsThatNoCommandNames() {
        for (final Path directory : List.of(first, second)) {
            Shop.fill(directory);
            goOn(
                    directory,
                    client -> client.call(new Command.Hold(
                            Uint128.of(100), Shop.BANK, Shop.ANNA, 1, 1_000, 0, Uint128.ZERO, Conditions.NONE)));
        }
        goOn(second, client -> {
            client.call(new Command.Reverse(
                    Uint128.of(101), Uint128.of(7), OptionalLong.of(1), 0, Uint128.ZERO, Conditions.NONE));
            client.call(new Command.OpenAccount(
                    Uint128.of(102), AccountId.of(99, Shop.SEK), 0, Bounds.NO_CEILING, Conditions.NONE));
        });
        assertThat(Tool.run("diff", first, second).lines())
                .contains("the same up to sequence 19, then", "  from sequence 20 on", "3 accounts differ")
                .contains("A 99/SEK does not exist", "  from sequence 21 on");
        goOn(
                first,
                client -> client.call(new Command.Reverse(
                        Uint128.of(101), Uint128.of(7), OptionalLong.of(1), 0, Uint128.ZERO, Conditions.NONE)));
        goOn(
                first,
                client -> client.call(new Command.OpenAccount(
                        Uint128.of(102), AccountId.of(99, Shop.SEK), 0, Bounds.NO_CEILING, Conditions.NONE)));
        assertThat(Tool.run("diff", first, second).exitCode()).isZero();
        advance(second, 10_000);
        assertThat(Tool.run("diff", first, second).lines())
                .contains("  from sequence 22 on", "2 accounts differ")
                .anyMatch(line -> line.startsWith("B 0/SEK "));
    }

    private static Engine open(final Path directory) {
        return Engine.open(EngineConfig.builder(directory)
                .clock(ClockMode.MANUAL)
                .minFreeDiskBytes(0)
                .build());
    }

    private static void goOn(final Path directory, final Consumer<FlorinClient> commands) {
        try (Engine engine = open(directory)) {
            commands.accept(engine.client());
        }
    }

    private static void advance(final Path directory, final long byNs) {
        try (Engine engine = open(directory);
                Session session = engine.openSession()) {
            assertThat(session.offerAdvance(1, byNs)).isEqualTo(Outcome.OK);
            while (session.poll((id, buffer, offset, length) -> {}, 1) == 0) {
                LockSupport.parkNanos(10_000);
            }
        }
    }

    /** One run lacks one command of the other: at the sequence told, and not before, each account differs. */
    @Test
    void shouldTellOfEveryAccountFromWhichSequenceItDiffers() {
        final long seed = System.nanoTime();
        final List<Step> steps = RandomDirectory.fill(first, seed, 400, StreamSettings.ALL_KINDS);
        final List<Step> others = new ArrayList<>(steps);
        others.remove(150);
        RandomDirectory.run(second, others);
        final List<String> lines = Tool.run("diff", first, second).lines();
        int count = 0;
        for (int i = 2; i < lines.size(); i++) {
            final Matcher from = FROM.matcher(lines.get(i));
            if (from.matches()) {
                final long sequence = Long.parseLong(from.group(1));
                final String account = lastAccount(lines.subList(0, i));
                assertThat(state(first, account, sequence))
                        .as("seed %d, %s at %d", seed, account, sequence)
                        .isNotEqualTo(state(second, account, sequence));
                if (count++ < CHECKED) {
                    assertThat(state(first, account, sequence - 1))
                            .as("seed %d, %s before %d", seed, account, sequence)
                            .isEqualTo(state(second, account, sequence - 1));
                }
            }
        }
        assertThat(lines).as("seed %d", seed).endsWith(count + " accounts differ");
        assertThat(count).as("seed %d", seed).isPositive();
    }

    private static String lastAccount(final List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("A ") && !lines.get(i).startsWith("A  ")) {
                return lines.get(i).split(" +", 3)[1];
            }
        }
        throw new AssertionError("no account in " + lines);
    }

    private static List<String> state(final Path directory, final String account, final long sequence) {
        return Tool.run("state", directory, "--at", sequence, "--account", account, "--json").lines().stream()
                .skip(1)
                .toList();
    }
}
