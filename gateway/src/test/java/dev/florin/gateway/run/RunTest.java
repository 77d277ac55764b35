package dev.florin.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on a real engine, under a manual clock, so that every byte of the answers is known. */
class RunTest {
    private static final String[] FUNDED = {
        "{'op':'create_ledger','key':'1','ledger':'SEK','id':752,'scale':2}",
        "{'op':'open_account','key':'2','account':'0/SEK','floor':'none'}",
        "{'op':'open_account','key':'3','account':'42/SEK'}",
        "{'op':'open_account','key':'4','account':'7/SEK'}",
        "{'op':'transfer','key':'5','debit':'0/SEK','credit':'42/SEK','amount':'1000.00','code':7,'ref':'901'}"
    };

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerTheWholeLedgerInTheOrderOfTheLines() throws IOException {
        final Runs.Result run = new Runs(folder)
                .lines(with(
                        FUNDED,
                        "{'op':'hold','key':'6','debit':'42/SEK','credit':'7/SEK','amount':80000,'timeout_ms':60000}",
                        "{'op':'capture','key':'7','hold':'6','amount':50000,'keep_open':true}",
                        "{'op':'get','accounts':['42/SEK','042/SEK/0','9/SEK']}",
                        "{'op':'release','key':'8','hold':'6'}",
                        "{'op':'entry','key':'9','legs':["
                                + "{'op':'transfer','debit':'42/SEK','credit':'7/SEK','amount':1},"
                                + "{'op':'hold','debit':'42/SEK','credit':'7/SEK','amount':50000}]}",
                        "{'op':'entry','key':'10','legs':["
                                + "{'op':'transfer','debit':'42/SEK','credit':'7/SEK','amount':1},"
                                + "{'op':'hold','debit':'42/SEK','credit':'7/SEK','amount':2}]}",
                        "{'op':'release','key':'11','hold':'10#1'}",
                        "{'op':'reverse','key':'12','transfer':'7','amount':300}",
                        "{'op':'freeze','key':'13','account':'42/SEK','side':'debits'}",
                        "{'op':'transfer','key':'14','debit':'42/SEK','credit':'7/SEK','amount':1}",
                        "{'op':'unfreeze','key':'15','account':'42/SEK'}",
                        "{'op':'set_limits','key':'16','account':'42/SEK','floor':-5000,'ceiling':'none'}",
                        "{'op':'transfer','key':'17','debit':'42/SEK','credit':'7/SEK','amount':5,'expect':{'42/SEK':6}}",
                        "{'op':'close','key':'18','account':'42/SEK'}",
                        "{'op':'trial_balance'}",
                        "{'op':'outcome','key':'7'}",
                        "{'op':'outcome','key':'99'}",
                        "{'op':'advance','ms':1000}",
                        "{'op':'transfer','key':'5','debit':'0/SEK','credit':'42/SEK/0','amount':100000,'code':7,'ref':'901'}",
                        "{'op':'transfer','key':'5','debit':'0/SEK','credit':'42/SEK','amount':1}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(resource("ledger-answers.jsonl"));
    }

    @Test
    void shouldRefuseAtTheDoorAndGoOn() throws IOException {
        final String tooManyLegs = "{'op':'release','hold':'1'},".repeat(1_000) + "{'op':'release','hold':'1'}";
        final Runs.Result run = new Runs(folder)
                .lines(with(
                        FUNDED,
                        "",
                        "nonsense",
                        "  \t\r",
                        "{'op':'transfer','key':'0','debit':'0/SEK','credit':'42/SEK','amount':1}",
                        "{'op':'transfer','key':'13','debit':'0/SEK','credit':'42/SEK','amount':0}",
                        "{'op':'transfer','key':'13','debit':'0/SEK','credit':'42/SEK','amount':'-1.00'}",
                        "{'op':'transfer','key':'13','debit':'0/SEK','credit':'0/SEK/0','amount':1}",
                        "{'op':'transfer','key':'13','debit':'0/XXX','credit':'0/SEK','amount':0}",
                        "{'op':'transfer','key':'13','debit':'0/SEK','credit':'42/SEK','amount':1,'expect':{'1/XXX':0}}",
                        "{'op':'get','accounts':['0/SEK','1/XXX']}",
                        "{'op':'entry','key':'13','legs':[]}",
                        "{'op':'entry','key':'13','legs':[" + tooManyLegs + "]}",
                        "{'op':'entry','key':'13','legs':[{'op':'release','hold':'1'},"
                                + "{'op':'transfer','debit':'0/SEK','credit':'0/SEK','amount':1}]}",
                        "{'op':'place','key':'21','owner':42}",
                        "{'op':'advance','ms':-1}",
                        "{'op':'outcome','key':'0'}",
                        "{'op':'transfer','key':'13','debit':'0/SEK','credit':'42/SEK','amount':1}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().skip(FUNDED.length).map(RunTest::withoutWhy))
                .containsExactly(
                        "{'outcome':'MALFORMED','line':7}",
                        "{'op':'transfer','key':'0','outcome':'KEY_ZERO','line':9}",
                        "{'op':'transfer','key':'13','outcome':'AMOUNT_ZERO','line':10}",
                        "{'op':'transfer','key':'13','outcome':'AMOUNT_NEGATIVE','line':11}",
                        "{'op':'transfer','key':'13','outcome':'SAME_ACCOUNT','line':12}",
                        "{'op':'transfer','key':'13','outcome':'LEDGER_NOT_FOUND','line':13}",
                        "{'op':'transfer','key':'13','outcome':'LEDGER_NOT_FOUND','line':14}",
                        "{'op':'get','outcome':'LEDGER_NOT_FOUND','line':15}",
                        "{'op':'entry','key':'13','outcome':'NO_LEGS','line':16}",
                        "{'op':'entry','key':'13','outcome':'TOO_MANY_LEGS','line':17}",
                        "{'op':'entry','key':'13','outcome':'SAME_ACCOUNT','leg':1,'line':18}",
                        "{'op':'place','key':'21','outcome':'MALFORMED','line':19}",
                        "{'op':'advance','outcome':'MALFORMED','line':20}",
                        "{'op':'outcome','key':'0','outcome':'KEY_ZERO','line':21}",
                        "{'op':'transfer','key':'13','seq':6,'at':6,'outcome':'OK','amount':1}");
        assertThat(run.figure("lines")).isEqualTo("20");
        assertThat(run.figure("decided")).isEqualTo("OK 6");
        assertThat(run.figure("refused at the door"))
                .isEqualTo("MALFORMED 3, KEY_ZERO 2, NO_LEGS 1, TOO_MANY_LEGS 1, AMOUNT_ZERO 1, AMOUNT_NEGATIVE 1,"
                        + " SAME_ACCOUNT 2, LEDGER_NOT_FOUND 3");
    }

    @Test
    void shouldKnowALedgerFromTheLineThatMakesItOn() throws IOException {
        final Runs.Result run = new Runs(folder)
                .lines(
                        "{'op':'open_account','key':'1','account':'1/EUR'}",
                        "{'op':'create_ledger','key':'2','ledger':'EUR','id':978,'scale':3}",
                        "{'op':'open_account','key':'1','account':'1/EUR','floor':'-1.5'}",
                        "{'op':'create_ledger','key':'3','ledger':'USD','id':978,'scale':2}",
                        "{'op':'open_account','key':'4','account':'1/USD'}",
                        "{'op':'get','accounts':['1/EUR']}");

        assertThat(run.out())
                .contains("\"key\":\"1\",\"outcome\":\"LEDGER_NOT_FOUND\",\"line\":1")
                .contains("\"key\":\"1\",\"seq\":2,\"at\":2,\"outcome\":\"OK\",\"opened\":2")
                .contains("\"key\":\"3\",\"seq\":3,\"at\":3,\"outcome\":\"LEDGER_CONFLICT\"")
                .contains("\"key\":\"4\",\"outcome\":\"LEDGER_NOT_FOUND\",\"line\":5")
                .contains("\"floor\":-1500,");
    }

    @Test
    void shouldKnowTheLedgersOfAnEarlierRunAndAnswerItsLinesAgain() throws IOException {
        final Runs runs = new Runs(folder);
        final Runs.Result first = runs.lines(FUNDED);

        final Runs.Result again = runs.lines(FUNDED);

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(first.out().replace("}\n", ",\"duplicate\":true}\n"));
        assertThat(again.figure("duplicates")).isEqualTo("5");
        assertThat(again.figure("last sequence")).isEqualTo("10");

        final Runs.Result third = runs.lines(FUNDED[4], "{'op':'get','accounts':['42/SEK']}");
        assertThat(third.out()).contains("\"amount\":100000,\"duplicate\":true").contains("\"balance\":100000");
    }

    @Test
    void shouldReproduceARunToTheByteUnderAManualClock() throws IOException {
        final Runs.Result first = new Runs(folder).data("one").lines(FUNDED);
        final Runs.Result second = new Runs(folder).data("two").lines(FUNDED);

        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.figure("state hash"))
                .isEqualTo(first.figure("state hash"))
                .matches("[0-9a-f]{16}");
        assertThat(second.figure("durability")).isEqualTo("MEMORY_MAPPED");
    }

    @Test
    void shouldExpireHoldsByAdvancingAndWriteTheirEvents() throws IOException {
        final Path events = folder.resolve("events.jsonl");
        final Runs.Result run = new Runs(folder)
                .events(events)
                .lines(with(
                        FUNDED,
                        "{'op':'hold','key':'6','debit':'42/SEK','credit':'7/SEK','amount':30000,'timeout_ms':1000}",
                        "{'op':'advance','ns':999999998}",
                        "{'op':'capture','key':'7','hold':'6','amount':1,'keep_open':true}",
                        "{'op':'capture','key':'8','hold':'6','amount':1,'keep_open':true}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("\"key\":\"6\",\"seq\":6,\"at\":6,\"outcome\":\"OK\",\"amount\":30000")
                .contains("{\"op\":\"advance\",\"seq\":7,\"at\":1000000005}")
                .contains("\"key\":\"7\",\"seq\":8,\"at\":1000000006,\"outcome\":\"HOLD_EXPIRED\"");
        assertThat(Files.readString(events))
                .contains("{\"event\":\"hold\",\"seq\":8,\"at\":1000000006,\"hold\":\"6\",\"status\":\"expired\","
                        + "\"amount\":30000,\"remaining\":0}\n");
    }

    @Test
    void shouldReplayRecordedTimes() throws IOException {
        final Runs.Result run = new Runs(folder)
                .clock(ClockMode.RECORDED)
                .lines(
                        "{'op':'create_ledger','key':'1','ledger':'SEK','id':752,'scale':2,'at':100}",
                        "{'op':'open_account','key':'2','account':'0/SEK','at':101}",
                        "{'op':'tick','at':5000}",
                        "{'op':'open_account','key':'3','account':'1/SEK','at':5000}",
                        "{'op':'get','accounts':['0/SEK']}",
                        "{'op':'open_account','key':'3','account':'1/SEK','at':7000}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(RunTest::withoutWhy))
                .contains(
                        "{'op':'create_ledger','key':'1','seq':1,'at':100,'outcome':'OK'}",
                        "{'op':'open_account','key':'2','seq':2,'at':101,'outcome':'OK','opened':2}",
                        "{'op':'tick','seq':3,'at':5000}",
                        "{'op':'open_account','key':'3','outcome':'MALFORMED','line':4}",
                        "{'op':'open_account','key':'3','seq':4,'at':7000,'outcome':'OK','opened':4}");
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsTheAnswers() throws IOException {
        final Runs.Result run = runInto("Broken pipe");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OUTPUT_CLOSED);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void shouldSayWhyAnswersCannotBeWritten() throws IOException {
        final Runs.Result run = runInto("No space left on device");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("an answer cannot be written: No space left on device");
    }

    private Runs.Result runInto(final String failure) throws IOException {
        final Path lines = folder.resolve("many.jsonl");
        Files.writeString(lines, "{\"op\":\"outcome\",\"key\":\"1\"}\n".repeat(20_000));
        return new Runs(folder).file(lines, new OutputStream() {
            @Override
            public void write(final int value) throws IOException {
                throw new IOException(failure);
            }
        });
    }

    @Test
    void shouldAnswerWhatItCouldReadOfADamagedFile() throws IOException {
        final Path file = folder.resolve("cut.jsonl.gz");
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"op\":\"outcome\",\"key\":\"1\"}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 10));

        final Runs.Result run = new Runs(folder).file(file);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).startsWith("{\"op\":\"outcome\",\"key\":\"1\",\"found\":false}\n");
        assertThat(run.err()).contains("cut.jsonl.gz cannot be read after line").contains("were answered");
    }

    @Test
    void shouldSayWhatIsWrongWhereTheDecompressorDoesNot() throws IOException {
        final Path file = folder.resolve("garbage.jsonl.gz");
        final byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        final byte[] bytes = Arrays.copyOf(header, 64);
        Arrays.fill(bytes, header.length, bytes.length, (byte) 0xff);
        Files.write(file, bytes);

        final Runs.Result run = new Runs(folder).file(file);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("garbage.jsonl.gz cannot be read after line 0")
                .doesNotContain("null");
    }

    @Test
    void shouldNameAFileThatIsMissing() {
        final Runs.Result run = new Runs(folder).file(folder.resolve("missing.jsonl"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("missing.jsonl: no such file");
    }

    @Test
    void shouldRemoveATemporaryDirectoryAtTheEnd() throws IOException {
        final Runs.Result run = new Runs(folder).temporaryData().lines(FUNDED);

        assertThat(run.exitCode()).isZero();
        final String said = run.err().lines().findFirst().orElseThrow();
        assertThat(said).contains("removed at the end");
        assertThat(Path.of(said.replaceAll(".*works in ([^,]*),.*", "$1"))).doesNotExist();
    }

    @Test
    void shouldTakeALastLineWithoutLineFeedAndAnEmptyFile() throws IOException {
        assertThat(new Runs(folder).lines("{'op':'trial_balance'}").out())
                .isEqualTo("{\"op\":\"trial_balance\",\"seq\":0,\"ledgers\":[]}\n");
        assertThat(new Runs(folder).lines("").out()).isEmpty();
    }

    private static String withoutWhy(final String answer) {
        return answer.replaceAll(",\"why\":.*}", "}").replace('"', '\'');
    }

    private static String[] with(final String[] first, final String... rest) {
        final String[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private static String resource(final String name) throws IOException {
        try (var in = RunTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
