package dev.florin.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.florin.engine.ClockMode;
import dev.florin.gateway.input.LineReader;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of malformed line gets one clear answer, with op, key and leg where they can be read. */
class RefusedLinesTest {
    private static final String TRANSFER = "'op':'transfer','key':'4','debit':'1/SEK','credit':'2/SEK','amount':1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{",
                "}",
                "{}}",
                "[]",
                "[{'op':'trial_balance'}]",
                "'op'",
                "5",
                "null",
                "true",
                "{'op':'trial_balance'",
                "{'op':'trial_balance',}",
                "{'op':'trial_balance'} x",
                "{'op':'trial_balance'}{'op':'trial_balance'}",
                "{'op':'trial_balance'} // comment",
                "{'op':'trial_balance' /* comment */}",
                "{op:'trial_balance'}",
                "{'op' 'trial_balance'}",
                "{'op':trial_balance}",
                "{'op':'trial\u0001balance'}",
                "{'op':'trial_balance'}\u0000",
                "\u0000{'op':'trial_balance'}",
                "\uFEFF{'op':'trial_balance'}",
                "{'op':'trial\\xbalance'}",
                "{'op':'trial\\u00balance'}",
                "{'op':'trial_balance\\"
            })
    void shouldRefuseWhatIsNotOneJsonObject(final String line) {
        assertMalformed(line);
    }

    @Test
    void shouldRefuseSingleQuotes() {
        final DecodedLine line = Lines.decode("{'op':'trial_balance'}");

        assertThat(line.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'key':'1'}",
                "{'op':null}",
                "{'op':1}",
                "{'op':['transfer']}",
                "{'op':{'op':'transfer'}}",
                "{'op':''}",
                "{'op':'TRANSFER','key':'1'}",
                "{'op':'place','key':'1'}",
                "{'op':'get_ledgers'}"
            })
    void shouldRefuseUnknownOps(final String line) {
        assertMalformed(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'transfer','key':'4','debit':'1/SEK','credit':'2/SEK'} | needs the field 'amount'",
                "{'op':'transfer','key':'4','debit':'1/SEK','amount':1} | needs the field 'credit'",
                "{'op':'hold','key':'4','credit':'1/SEK','amount':1} | needs the field 'debit'",
                "{'op':'create_ledger','key':'4','ledger':'X','id':1} | needs the field 'scale'",
                "{'op':'open_account','key':'4'} | needs the field 'account'",
                "{'op':'set_limits','key':'4','account':'1/SEK'} | needs the field 'floor', 'ceiling' or both",
                "{'op':'capture','key':'4'} | needs the field 'hold'",
                "{'op':'reverse','key':'4'} | needs the field 'transfer'",
                "{'op':'entry','key':'4'} | needs the field 'legs'",
                "{'key':'4','amount':1} | the field 'op' is missing"
            })
    void shouldNameTheFieldThatIsMissing(final String line, final String why) {
        assertMalformed(line, "4", Bounds.NO_LEG, why);
    }

    @Test
    void shouldRefuseCommandsWithoutKeyAndReadsWithoutTheirFields() {
        assertMalformed("{'op':'release','hold':'1'}", null, Bounds.NO_LEG, "release needs the field 'key'");
        assertMalformed("{'op':'outcome'}", null, Bounds.NO_LEG, "outcome needs the field 'key'");
        assertMalformed("{'op':'get'}", null, Bounds.NO_LEG, "get needs the field 'accounts'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + TRANSFER + ",'bogus':1}",
                "{'bogus':{'deep':[1,2]}," + TRANSFER + "}",
                "{" + TRANSFER + ",'Amount':1}",
                "{" + TRANSFER + ",'timeout_ms':1}",
                "{" + TRANSFER + ",'keep_open':true}",
                "{" + TRANSFER + ",'legs':[]}",
                "{" + TRANSFER + ",'at':1}",
                "{" + TRANSFER + ",'amount':1}",
                "{" + TRANSFER + ",'op':'transfer'}",
                "{" + TRANSFER + ",'expect':{'1/SEK':1,'1/SEK':1}}",
                "{" + TRANSFER + ",'':1}"
            })
    void shouldRefuseUnknownAndRepeatedFields(final String line) {
        assertMalformed(line, "4", Bounds.NO_LEG, "");
    }

    @Test
    void shouldRefuseConditionsAndKeysOnReads() {
        assertMalformed("{'op':'trial_balance','key':'1'}", "1", Bounds.NO_LEG, "no field 'key'");
        assertMalformed("{'op':'trial_balance','expect':{}}", null, Bounds.NO_LEG, "no field 'expect'");
        assertMalformed("{'op':'get','accounts':[],'not_after':1}", null, Bounds.NO_LEG, "no field 'not_after'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount | 1.0",
                "amount | 1.5",
                "amount | 1e2",
                "amount | 1E2",
                "amount | 9223372036854775808",
                "amount | 99999999999999999999999999999999999999999999999",
                "amount | NaN",
                "amount | Infinity",
                "amount | -Infinity",
                "amount | +1",
                "amount | 01",
                "amount | 0x1",
                "amount | .5",
                "amount | 5.",
                "amount | -",
                "amount | null",
                "amount | true",
                "amount | [1]",
                "amount | {}",
                "amount | ''",
                "amount | '1,00'",
                "amount | '1e2'",
                "amount | 'NaN'",
                "amount | '0.001'",
                "amount | '92233720368547758.08'",
                "amount | '١'",
                "code | -1",
                "code | 65536",
                "code | '7'",
                "code | 1.0",
                "ref | 901",
                "ref | '-1'",
                "ref | ''",
                "ref | 'x'",
                "up_to | 1",
                "up_to | 'true'",
                "up_to | null",
                "not_after | -1",
                "not_after | '1'",
                "not_after | 9223372036854775808",
                "expect | []",
                "expect | null",
                "expect | {'1/SEK':'1'}",
                "expect | {'1/SEK':null}",
                "expect | {'1/SEK':-1}",
                "expect | {'1/SEK':1.0}",
                "expect | {'1/SEK':9223372036854775808}",
                "expect | {'1/SEK':{}}",
                "expect | {'1':1}",
                "debit | 1",
                "debit | null",
                "debit | ['1/SEK']",
                "debit | '1'",
                "debit | '/SEK'",
                "debit | '1/'",
                "debit | '-1/SEK'",
                "debit | '1/sek'",
                "debit | '1/SEK/'",
                "debit | '1/SEK/256'",
                "debit | '1/SEK/-1'",
                "debit | '1/SEK/1/1'",
                "debit | '1/TOOLONGACODEX'",
                "debit | '1/S EK'",
                "debit | ' 1/SEK'",
                "debit | '9223372036854775808/SEK'",
                "debit | '1.0/SEK'",
                "debit | '١/SEK'"
            })
    void shouldRefuseValuesOfAnotherForm(final String field, final String value) {
        final String without = "{'op':'transfer','key':'4','debit':'1/SEK','credit':'2/SEK','amount':1}"
                .replaceAll(",'" + field + "':('[^']*'|1)", "");

        assertMalformed(without.substring(0, without.length() - 1) + ",'" + field + "':" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "null",
                "''",
                "'x'",
                "'-4'",
                "'4.0'",
                "' 4'",
                "'4 '",
                "'340282366920938463463374607431768211456'",
                "'00000000-0000-0000-0000-00000000000'",
                "'00000000-0000-0000-0000-00000000000g'",
                "'000000000000000000000000000000000000a'",
                "'4#0'",
                "'\\ud800'"
            })
    void shouldRefuseKeysOfAnotherForm(final String key) {
        assertMalformed("{'op':'outcome','key':" + key + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'5#'", "'#1'", "'5#1000'", "'5#-1'", "'5#1#2'", "'5#x'", "'5 #1'", "5", "''", "'5#1.0'"})
    void shouldRefuseHoldsOfAnotherForm(final String hold) {
        assertMalformed("{'op':'release','key':'1','hold':" + hold + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'op':'create_ledger','ledger':'sek','id':1,'scale':2",
                "'op':'create_ledger','ledger':'','id':1,'scale':2",
                "'op':'create_ledger','ledger':'ABCDEFGHIJKLM','id':1,'scale':2",
                "'op':'create_ledger','ledger':'S/K','id':1,'scale':2",
                "'op':'create_ledger','ledger':'SEK','id':0,'scale':2",
                "'op':'create_ledger','ledger':'SEK','id':65536,'scale':2",
                "'op':'create_ledger','ledger':'SEK','id':'1','scale':2",
                "'op':'create_ledger','ledger':'SEK','id':1,'scale':19",
                "'op':'create_ledger','ledger':'SEK','id':1,'scale':-1",
                "'op':'open_account','account':'1/SEK','floor':'unlimited'",
                "'op':'open_account','account':'1/SEK','floor':'None'",
                "'op':'open_account','account':'1/SEK','floor':4611686018427387905",
                "'op':'open_account','account':'1/SEK','floor':-4611686018427387905",
                "'op':'open_account','account':'1/SEK','floor':-9223372036854775808",
                "'op':'open_account','account':'1/SEK','floor':-9223372036854775809",
                "'op':'open_account','account':'1/SEK','ceiling':9223372036854775807",
                "'op':'open_account','account':'1/SEK','ceiling':'50000000000000000'",
                "'op':'set_limits','account':'1/SEK','floor':null",
                "'op':'freeze','account':'1/SEK','side':'left'",
                "'op':'freeze','account':'1/SEK','side':'DEBITS'",
                "'op':'freeze','account':'1/SEK','side':''",
                "'op':'hold','debit':'1/SEK','credit':'2/SEK','amount':1,'timeout_ms':-1",
                "'op':'hold','debit':'1/SEK','credit':'2/SEK','amount':1,'timeout_ms':1.0",
                "'op':'hold','debit':'1/SEK','credit':'2/SEK','amount':1,'timeout_ms':9223372036855",
                "'op':'hold','debit':'1/SEK','credit':'2/SEK','amount':1,'up_to':true",
                "'op':'capture','hold':'1','amount':'1.00'",
                "'op':'capture','hold':'1','amount':1.0",
                "'op':'capture','hold':'1','keep_open':'true'",
                "'op':'reverse','transfer':'1','amount':'1'",
                "'op':'reverse','transfer':'1#0'",
                "'op':'entry','legs':{}",
                "'op':'entry','legs':null",
                "'op':'entry','legs':'[]'"
            })
    void shouldRefuseFieldsOfEachOpOutOfTheirRange(final String fields) {
        assertMalformed("{'key':'77'," + fields + "}", "77", Bounds.NO_LEG, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | an array of objects",
                "[] | an array of objects",
                "{} | a leg needs the field 'op'",
                "{'op':'reverse','transfer':'1'} | transfer, hold, capture or release, not 'reverse'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK'} | needs the field 'amount'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1,'up_to':true} | has no field 'up_to'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1,'up_to':false} | has no field 'up_to'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1,'key':'1'} | has no field 'key'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1,'expect':{}} | an object",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1,'bogus':1} | unknown field 'bogus'",
                "{'op':'transfer','debit':'1/SEK','credit':'2/SEK','amount':1.5} | without point",
                "{'op':'transfer','debit':'1/SEK','credit':'2','amount':1} | credit must be an account",
                "{'op':'release','hold':'1','hold':'1'} | Duplicate",
                "{'op':'release','hold':'1 | not one JSON object",
                "{'op':'capture','hold':'1','amount':'1'} | an integer of minor units here"
            })
    void shouldNameTheLegThatIsWrong(final String leg, final String why) {
        final String good = "{'op':'release','hold':'1'},";

        assertMalformed("{'op':'entry','key':'8','legs':[" + good + good + leg + "]}", "8", 2, why);
    }

    @Test
    void shouldRefuseMoreThanItsBounds() {
        final String tooMany = "'1/SEK',".repeat(Bounds.MAX_ACCOUNTS_READ) + "'1/SEK'";
        assertMalformed("{'op':'get','accounts':[" + tooMany + "]}", null, Bounds.NO_LEG, "at most 10000 accounts");

        final StringBuilder expect = new StringBuilder("'0/SEK':1");
        for (int i = 1; i <= Bounds.MAX_EXPECTATIONS; i++) {
            expect.append(",'").append(i).append("/SEK':1");
        }
        assertMalformed("{" + TRANSFER + ",'expect':{" + expect + "}}", "4", Bounds.NO_LEG, "at most 2000 accounts");
    }

    @Test
    void shouldRefuseDeepNestingWithoutFollowingIt() {
        final String deep = "[".repeat(300_000) + "]".repeat(300_000);

        assertMalformed("{" + TRANSFER + ",'expect':" + deep + "}");
        assertMalformed("{" + TRANSFER + ",'bogus':" + deep + "}");
        assertMalformed(deep);
        assertMalformed("{'a':".repeat(100_000) + "1" + "}".repeat(100_000));
    }

    @Test
    void shouldRefuseNumbersAndNamesOfAnyLength() {
        assertMalformed("{" + TRANSFER + ",'code':" + "9".repeat(900_000) + "}");
        assertMalformed("{" + TRANSFER + ",'code':1e999999999}");
        assertMalformed("{" + TRANSFER + ",'" + "x".repeat(900_000) + "':1}");
        assertMalformed("{'op':'" + "x".repeat(900_000) + "'}");
    }

    @Test
    void shouldTakeLegsInAnyNumberForTheDoorToCount() {
        final String legs = "{'op':'release','hold':'1'},".repeat(30_000) + "{'op':'release','hold':'1'}";

        assertThat(Lines.decode(quoted("{'op':'entry','key':'8','legs':[" + legs + "]}"))
                        .refusal())
                .as("TOO_MANY_LEGS comes from the check at the door")
                .isNull();
        assertMalformed("{'op':'entry','key':'8','legs':[" + "{},".repeat(300_000) + "{}]}", "8", 0, "'op'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "e282", "80"})
    void shouldRefuseInvalidUtf8AndStillReadOpAndKey(final String hex) {
        final byte[] start = quoted("{'op':'outcome','key':'5").getBytes(UTF_8);
        final byte[] invalid = HexFormat.of().parseHex(hex);
        final byte[] bytes = Arrays.copyOf(start, start.length + invalid.length);
        System.arraycopy(invalid, 0, bytes, start.length, invalid.length);

        final DecodedLine line = Lines.decode(Lines.decoder(ClockMode.SYSTEM), bytes);

        assertThat(line.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(line.refusal().why()).contains("not UTF-8 at byte 25");
        assertThat(line.op()).isEqualTo("outcome");
    }

    @Test
    void shouldNotGuessOtherEncodings() {
        final byte[] utf16 = quoted("{'op':'trial_balance'}").getBytes(UTF_16LE);

        assertThat(Lines.decode(Lines.decoder(ClockMode.SYSTEM), utf16)
                        .refusal()
                        .outcome())
                .isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void shouldReadOpAndKeyWhereverTheyStand() {
        assertMalformed("{'bogus':1,'key':'4','op':'transfer'}", "4", Bounds.NO_LEG, "unknown field 'bogus'");
        assertMalformed("{'code':[[1],{'key':'9'}],'key':'4','op':'transfer'}", "4", Bounds.NO_LEG, "code must be");
        assertMalformed("{'op':'transfer','key':'4','key':'5'}", "4", Bounds.NO_LEG, "Duplicate");
        assertMalformed("{'op':'transfer','key':'4','amount':01}", "4", Bounds.NO_LEG, "not one JSON object");
        assertMalformed("{'op':'transfer','amount':01,'key':'4'}", null, Bounds.NO_LEG, "not one JSON object");
        assertMalformed("{'op':'transfer','key':4}", null, Bounds.NO_LEG, "key must be a string");
    }

    @Test
    void shouldRefuseALineThatWasTooLong() throws IOException {
        final byte[] bytes = ("{" + "x".repeat(LineReader.MAX_LINE_LENGTH)).getBytes(UTF_8);
        final LineReader reader = new LineReader(new ByteArrayInputStream(bytes), () -> {});
        assertThat(reader.next()).isTrue();

        final DecodedLine line = Lines.decoder(ClockMode.SYSTEM).decode(reader);

        assertThat(line.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(line.refusal().why()).contains("longer than 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SYSTEM | {'op':'advance','ms':1} | --clock manual",
                "RECORDED | {'op':'advance','ms':1} | --clock manual",
                "MANUAL | {'op':'advance'} | either 'ms' or 'ns'",
                "MANUAL | {'op':'advance','ms':1,'ns':1} | either 'ms' or 'ns'",
                "MANUAL | {'op':'advance','ms':-1} | ms must be",
                "MANUAL | {'op':'advance','ns':-1} | ns must be",
                "MANUAL | {'op':'advance','ms':9223372036855} | ms must be",
                "MANUAL | {'op':'advance','ms':1.5} | ms must be",
                "MANUAL | {'op':'advance','ms':1,'key':'1'} | no field 'key'",
                "MANUAL | {'op':'tick','at':1} | --clock recorded",
                "SYSTEM | {'op':'tick','at':1} | --clock recorded",
                "RECORDED | {'op':'tick'} | needs the field 'at'",
                "RECORDED | {'op':'tick','at':-1} | at must be",
                "RECORDED | {'op':'release','key':'1','hold':'1'} | needs the field 'at'",
                "RECORDED | {'op':'release','key':'1','hold':'1','at':'1'} | at must be",
                "MANUAL | {'op':'release','key':'1','hold':'1','at':1} | no field 'at'"
            })
    void shouldKeepClocksApart(final ClockMode clock, final String line, final String why) {
        final DecodedLine decoded = Lines.decode(clock, quoted(line));

        assertThat(decoded.refusal()).isNotNull();
        assertThat(decoded.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(decoded.refusal().why()).contains(why);
    }

    @Test
    void shouldNeverThrowOnMutatedLines() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final LineDecoder decoder = Lines.decoder(ClockMode.SYSTEM);
        final byte[] good = quoted("{" + TRANSFER + ",'code':7,'ref':'901','expect':{'1/SEK':6},'not_after':17}")
                .getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            final byte[] bytes = good.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            final DecodedLine line = Lines.decode(decoder, bytes);

            if ((line.action() == null) != (line.refusal() != null)) {
                fail("seed " + seed + ": neither or both of action and refusal for " + new String(bytes, UTF_8));
            }
        }
    }

    private static void assertMalformed(final String line) {
        final DecodedLine decoded = Lines.decode(quoted(line));

        assertThat(decoded.refusal()).as("refusal of %s", line).isNotNull();
        assertThat(decoded.refusal().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(decoded.refusal().why()).isNotBlank().hasSizeLessThan(1_000);
    }

    private static void assertMalformed(final String line, final String key, final int leg, final String why) {
        assertMalformed(line);
        final DecodedLine decoded = Lines.decode(quoted(line));
        assertThat(decoded.key()).isEqualTo(key);
        assertThat(decoded.refusal().leg()).isEqualTo(leg);
        assertThat(decoded.refusal().why()).contains(why);
    }

    private static String quoted(final String line) {
        return line.replace('\'', '"');
    }
}
