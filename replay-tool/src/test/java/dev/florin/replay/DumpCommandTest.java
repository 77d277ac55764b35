package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void fill() {
        Shop.fill(directory);
    }

    private static List<Long> sequences(final String... filters) {
        final Object[] arguments = Stream.concat(Stream.of("dump", directory, "--csv"), Stream.of(filters))
                .toArray();
        return Tool.lines(arguments).stream()
                .skip(1)
                .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
                .distinct()
                .toList();
    }

    @Test
    void shouldTellInWordsWhatWasAskedAndWhatCameOfIt() {
        final List<String> lines = Tool.lines("dump", directory);
        assertThat(lines)
                .contains(
                        "         5  1970-01-01T00:00:00.000000005Z transfer 5: 0/SEK -> 42/SEK 1000.00, code 7, ref 901"
                                + "  OK 100000",
                        "         6  1970-01-01T00:00:00.000000006Z hold 6: 42/SEK -> 7/SEK/3 800.00,"
                                + " expires after PT1M0.000000001S  OK 80000",
                        "         7  1970-01-01T00:00:00.000000007Z capture 7: 50000 minor units of hold 6,"
                                + " keeps it open, code 8  OK 50000",
                        "         9  1970-01-01T00:00:00.000000009Z entry 9: 4 legs, ref 902  OK",
                        "                                           #3 capture all of hold 9#2, code 9",
                        "        11  1970-01-01T00:00:00.000000011Z transfer 5: 0/SEK -> 42/SEK 1000.00, code 7, ref 901"
                                + "  OK 100000, as sequence 5",
                        "        15  1970-01-01T00:00:00.000000015Z set_limits 15: account 42/SEK, floor -5000,"
                                + " ceiling none  OK",
                        "        16  1970-01-01T00:00:00.002000016Z tick");
        assertThat(lines).hasSize((int) Shop.LAST_SEQUENCE + 4);
    }

    @Test
    void shouldTellTheSameAsJson() {
        assertThat(Tool.lines("dump", directory, "--json"))
                .hasSize((int) Shop.LAST_SEQUENCE)
                .contains(
                        "{\"seq\":4,\"at\":4,\"op\":\"open_account\",\"key\":\"4\",\"account\":\"7/SEK/3\","
                                + "\"ceiling\":1000000,\"answer\":{\"outcome\":\"OK\",\"opened\":4}}",
                        "{\"seq\":6,\"at\":6,\"op\":\"hold\",\"key\":\"6\",\"debit\":\"42/SEK\",\"credit\":\"7/SEK/3\","
                                + "\"amount\":80000,\"timeout_ns\":60000000001,"
                                + "\"answer\":{\"outcome\":\"OK\",\"amount\":80000}}",
                        "{\"seq\":10,\"at\":10,\"op\":\"transfer\",\"key\":\"10\",\"debit\":\"42/SEK\","
                                + "\"credit\":\"7/SEK/3\",\"amount\":5,\"expect\":{\"42/SEK\":6},"
                                + "\"not_after\":1000000000,\"answer\":{\"outcome\":\"VERSION_MISMATCH\","
                                + "\"versions\":{\"42/SEK\":9}}}",
                        "{\"seq\":13,\"at\":13,\"op\":\"transfer\",\"key\":\"13\",\"debit\":\"42/SEK\","
                                + "\"credit\":\"7/SEK/3\",\"amount\":99999999,\"code\":7,\"ref\":\"901\","
                                + "\"answer\":{\"outcome\":\"INSUFFICIENT_FUNDS\"}}",
                        "{\"seq\":16,\"at\":2000016,\"op\":\"tick\"}");
    }

    @Test
    void shouldGiveEveryLegALineOfCsv() {
        final List<String> lines = Tool.lines("dump", directory, "--csv", "--sequence", "9");
        assertThat(lines).hasSize(6);
        final int columns = lines.get(0).split(",", -1).length;
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(columns));
        assertThat(lines.get(2)).startsWith("9,9,transfer,9,0,,,,42/SEK,7/SEK/3,1,");
        assertThat(lines.get(5)).startsWith("9,9,capture,9,3,").contains(",9#2,");
    }

    @Test
    void shouldTakeOnlyWhatIsAskedFor() {
        assertThat(sequences("--sequence", "5..7")).containsExactly(5L, 6L, 7L);
        assertThat(sequences("--sequence", "17..")).containsExactly(17L, 18L);
        assertThat(sequences("--sequence", "..2")).containsExactly(1L, 2L);
        assertThat(sequences("--time", "1970-01-01T00:00:00.001Z..")).containsExactly(16L, 17L, 18L);
        assertThat(sequences("--time", "3ns..4ns")).containsExactly(3L, 4L);
        assertThat(sequences("--key", "5")).containsExactly(5L, 11L);
        assertThat(sequences("--kind", "hold,tick")).containsExactly(6L, 16L);
        assertThat(sequences("--kind", "transfer", "--sequence", "10..")).containsExactly(10L, 11L, 13L, 18L);
    }

    @Test
    void shouldFindWhatNamesOnlyAHoldOrATransferOfAnAccount() {
        assertThat(sequences("--account", "7/SEK/3")).containsExactly(4L, 6L, 7L, 8L, 9L, 10L, 12L, 13L, 18L);
        assertThat(sequences("--account", "0/SEK")).containsExactly(2L, 5L, 11L);
        assertThat(sequences("--account", "1/EUR")).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithAnArgument() {
        assertThat(Tool.run("dump", directory, "--kind", "gift").err()).contains("'gift' is no kind", "set_limits");
        assertThat(Tool.run("dump", directory, "--account", "42").err()).contains("'42' is no account", "42/SEK");
        assertThat(Tool.run("dump", directory, "--sequence", "a..b").err()).contains("'a..b' is no range");
        assertThat(Tool.run("dump", directory, "--time", "noon..").err()).contains("'noon' is no time");
        assertThat(Tool.run("dump", directory, "--json", "--csv").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsOn() {
        final Writer closed = new Writer() {
            @Override
            public void write(final char[] text, final int offset, final int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {
                // Nothing is kept.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
        final int exitCode =
                ReplayMain.commandLine().setOut(new PrintWriter(closed)).execute("dump", directory.toString());
        assertThat(exitCode).isEqualTo(ReplayMain.OUTPUT_CLOSED);
    }
}
