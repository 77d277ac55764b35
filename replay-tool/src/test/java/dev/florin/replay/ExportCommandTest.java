package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.gateway.run.Run;
import dev.florin.gateway.run.RunOptions;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.statemachine.reference.StreamSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What export writes is run through the door, and makes the same state. */
class ExportCommandTest {
    private static final Pattern RETENTION = Pattern.compile("--retention ([0-9]+)");
    private static final Pattern END =
            Pattern.compile("last sequence +([0-9]+)\\R(?:.*\\R)*?state hash +([0-9a-f]{16})");

    @TempDir
    private Path directory;

    @TempDir
    private Path again;

    private static String end(final String err) {
        final Matcher end = END.matcher(err);
        assertThat(end.find()).as(err).isTrue();
        return end.group(1) + " " + end.group(2);
    }

    /** Exports, runs what was exported, and compares. */
    private void assertSameStateAgain(final String what) throws IOException {
        final Tool.Result exported = Tool.run("export", directory);
        assertThat(exported.exitCode()).as("%s: %s", what, exported.err()).isZero();
        final Path file = Files.writeString(again.resolve("journal.jsonl"), exported.out());
        final Matcher retention = RETENTION.matcher(exported.err());
        assertThat(retention.find()).as(exported.err()).isTrue();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final RunOptions options = new RunOptions(
                Optional.of(file),
                Optional.of(again.resolve("data")),
                Durability.MEMORY_MAPPED,
                ClockMode.RECORDED,
                Optional.empty(),
                OptionalInt.of(Integer.parseInt(retention.group(1))),
                0,
                false);
        final int exitCode = new Run(
                        options, OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute();
        assertThat(exitCode).as(what).isZero();
        assertThat(end(err.toString(StandardCharsets.UTF_8))).as(what).isEqualTo(end(exported.err()));
        assertThat(Tool.lines("dump", again.resolve("data"), "--json"))
                .isEqualTo(Tool.lines("dump", directory, "--json"));
    }

    @Test
    void shouldMakeTheSameStateOfEveryCommand() throws IOException {
        final long hash = Shop.fill(directory);
        assertThat(Tool.run("export", directory).err()).contains(String.format("%016x", hash), "--retention 1000 ");
        assertSameStateAgain("every command");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMakeTheSameStateOfRandomStreams(final boolean isTrading) throws IOException {
        final long seed = System.nanoTime();
        RandomDirectory.fillWithWhatLinesCanSay(
                directory, seed, 500, isTrading ? StreamSettings.ALL_KINDS : StreamSettings.LEDGER_KINDS);
        assertSameStateAgain("seed " + seed);
    }

    @Test
    void shouldMakeTheSameStateOfARealBank() throws IOException {
        BankDirectory.assumeThere();
        BankDirectory.fill(directory);
        assertSameStateAgain("the bank");
    }

    @Test
    void shouldSayWhatNoLineCanSay() {
        try (Engine engine = Engine.open(EngineConfig.builder(directory)
                .keyRetention(1_000)
                .minFreeDiskBytes(0)
                .build())) {
            engine.client().call(new Command.CloseAccount(Uint128.of(1), AccountId.of(1, 752), Conditions.NONE));
        }
        final Tool.Result result = Tool.run("export", directory);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("sequence 1 names the ledger with id 752");
    }
}
