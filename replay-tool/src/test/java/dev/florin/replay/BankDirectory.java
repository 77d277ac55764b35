package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A real bank's ledger, two years of it, run by a real engine. The data lies beside the repository, if anywhere. */
final class BankDirectory {
    static final Path DATA = Path.of("..", "..", "shared", "data", "bank");
    static final int COMMANDS = 52_627;

    private static final int CZK = 203;
    private static final Pattern FIELD = Pattern.compile("\"([a-z_]+)\":(?:\"([^\"]*)\"|([-0-9]+))");

    private BankDirectory() {}

    static void assumeThere() {
        assumeThat(DATA.resolve("commands.jsonl.gz"))
                .as("the bank's commands, without which this test is skipped")
                .exists();
    }

    /** Runs all commands; all must succeed. */
    static void fill(final Path directory) throws IOException {
        final List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (Engine engine = Engine.open(EngineConfig.builder(directory)
                        .durability(Durability.MEMORY_MAPPED)
                        .keyRetention(100_000)
                        .minFreeDiskBytes(0)
                        .build());
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(DATA.resolve("commands.jsonl.gz"))),
                        StandardCharsets.UTF_8))) {
            final FlorinClient client = engine.client();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(client.send(command(line)));
            }
            assertThat(answers)
                    .hasSize(COMMANDS)
                    .allMatch(answer -> ((Answer.OfCommand) answer.join()).outcome() == Outcome.OK);
        }
    }

    /** The bank's own balances, in minor units. */
    static Map<String, Long> balances() throws IOException {
        final Map<String, Long> balances = new HashMap<>();
        for (final String line : Files.readAllLines(DATA.resolve("balances.csv"))) {
            final int comma = line.indexOf(',');
            if (!line.startsWith("account")) {
                balances.put(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
            }
        }
        return balances;
    }

    private static Command command(final String line) {
        final Map<String, String> fields = new HashMap<>();
        final Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        final Uint128 key = Uint128.parse(fields.get("key"));
        return switch (fields.get("op")) {
            case "create_ledger" -> new Command.CreateLedger(key, CZK, fields.get("ledger"), 2, Conditions.NONE);
            case "open_account" ->
                new Command.OpenAccount(
                        key,
                        account(fields.get("account")),
                        floor(fields.get("floor")),
                        Bounds.NO_CEILING,
                        Conditions.NONE);
            default ->
                new Command.Transfer(
                        key,
                        account(fields.get("debit")),
                        account(fields.get("credit")),
                        Long.parseLong(fields.get("amount")),
                        false,
                        Integer.parseInt(fields.getOrDefault("code", "0")),
                        Uint128.parse(fields.getOrDefault("ref", "0")),
                        Conditions.NONE);
        };
    }

    private static long floor(final String floor) {
        if (floor == null) {
            return 0;
        }
        return floor.equals("none") ? Bounds.NO_FLOOR : Long.parseLong(floor);
    }

    private static AccountId account(final String name) {
        final String[] parts = name.split("/", -1);
        return new AccountId(Long.parseLong(parts[0]), CZK, parts.length < 3 ? 0 : Integer.parseInt(parts[2]));
    }
}
