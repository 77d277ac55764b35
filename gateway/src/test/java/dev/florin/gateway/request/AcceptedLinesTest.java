package dev.florin.gateway.request;

import static dev.florin.gateway.request.Lines.JPY;
import static dev.florin.gateway.request.Lines.SEK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.Side;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines that are right become. */
class AcceptedLinesTest {
    private static final Conditions NONE = Conditions.NONE;
    private static final AccountId A42 = AccountId.of(42, SEK);
    private static final AccountId A7 = AccountId.of(7, SEK);

    @Test
    void shouldMakeLedgersAndAccounts() {
        assertThat(request("{'op':'create_ledger','key':'1','ledger':'SEK','id':752,'scale':2}"))
                .isEqualTo(new Command.CreateLedger(key(1), 752, "SEK", 2, NONE));
        assertThat(request("{'op':'open_account','key':'3','account':'42/SEK'}"))
                .isEqualTo(new Command.OpenAccount(key(3), A42, 0, Bounds.NO_CEILING, NONE));
        assertThat(request("{'op':'open_account','key':'2','account':'42/SEK/3','floor':'none','ceiling':'-1.50'}"))
                .isEqualTo(new Command.OpenAccount(key(2), new AccountId(42, SEK, 3), Bounds.NO_FLOOR, -150, NONE));
    }

    @Test
    void shouldTakeOneLimitOrBoth() {
        assertThat(request("{'op':'set_limits','key':'12','account':'42/SEK','floor':-5000,'ceiling':'none'}"))
                .isEqualTo(new Command.SetLimits(
                        key(12), A42, OptionalLong.of(-5000), OptionalLong.of(Bounds.NO_CEILING), NONE));
        assertThat(request("{'op':'set_limits','key':'12','account':'42/SEK','ceiling':0}"))
                .isEqualTo(new Command.SetLimits(key(12), A42, OptionalLong.empty(), OptionalLong.of(0), NONE));
        assertThat(request("{'op':'set_limits','key':'1','account':'42/SEK','floor':-4611686018427387904,"
                        + "'ceiling':4611686018427387904}"))
                .isEqualTo(new Command.SetLimits(
                        key(1), A42, OptionalLong.of(-Bounds.MAX_LIMIT), OptionalLong.of(Bounds.MAX_LIMIT), NONE));
    }

    @Test
    void shouldFreezeBothSidesUnlessOneIsNamed() {
        assertThat(request("{'op':'freeze','key':'1','account':'42/SEK'}"))
                .isEqualTo(new Command.Freeze(key(1), A42, Side.BOTH, NONE));
        assertThat(request("{'op':'freeze','key':'1','account':'42/SEK','side':'debits'}"))
                .isEqualTo(new Command.Freeze(key(1), A42, Side.DEBITS, NONE));
        assertThat(request("{'op':'unfreeze','key':'1','account':'42/SEK','side':'credits'}"))
                .isEqualTo(new Command.Unfreeze(key(1), A42, Side.CREDITS, NONE));
        assertThat(request("{'op':'close','key':'1','account':'42/SEK'}"))
                .isEqualTo(new Command.CloseAccount(key(1), A42, NONE));
        assertThat(request("{'op':'reopen','key':'1','account':'42/SEK'}"))
                .isEqualTo(new Command.ReopenAccount(key(1), A42, NONE));
    }

    @Test
    void shouldMakeTransfers() {
        assertThat(request("{'op':'transfer','key':'4','debit':'42/SEK','credit':'7/SEK/0','amount':'1000.00','code':7,"
                        + "'ref':'901'}"))
                .isEqualTo(new Command.Transfer(key(4), A42, A7, 100_000, false, 7, Uint128.of(901), NONE));
        assertThat(request("{'op':'transfer','key':'4','debit':'42/SEK','credit':'7/SEK','amount':5,'up_to':true}"))
                .isEqualTo(new Command.Transfer(key(4), A42, A7, 5, true, 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'transfer','key':'4','debit':'42/SEK','credit':'7/SEK','amount':5,'up_to':false}"))
                .isEqualTo(new Command.Transfer(key(4), A42, A7, 5, false, 0, Uint128.ZERO, NONE));
    }

    @Test
    void shouldMakeHoldsCapturesReleasesAndReversals() {
        assertThat(request("{'op':'hold','key':'5','debit':'42/SEK','credit':'7/SEK','amount':8,'timeout_ms':60000}"))
                .isEqualTo(new Command.Hold(key(5), A42, A7, 8, 60_000_000_000L, 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'hold','key':'5','debit':'42/SEK','credit':'7/SEK','amount':8,'timeout_ns':7}"))
                .isEqualTo(new Command.Hold(key(5), A42, A7, 8, 7, 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'capture','key':'6','hold':'5','amount':50000,'keep_open':true}"))
                .isEqualTo(new Command.Capture(
                        key(6), HoldId.of(key(5)), OptionalLong.of(50_000), true, 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'capture','key':'6','hold':'8#0','code':1,'ref':'2'}"))
                .isEqualTo(new Command.Capture(
                        key(6), new HoldId(key(8), 0), OptionalLong.empty(), false, 1, Uint128.of(2), NONE));
        assertThat(request("{'op':'release','key':'7','hold':'5#999'}"))
                .isEqualTo(new Command.Release(key(7), new HoldId(key(5), 999), 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'reverse','key':'10','transfer':'4','amount':300}"))
                .isEqualTo(new Command.Reverse(key(10), key(4), OptionalLong.of(300), 0, Uint128.ZERO, NONE));
        assertThat(request("{'op':'reverse','key':'10','transfer':'4'}"))
                .isEqualTo(new Command.Reverse(key(10), key(4), OptionalLong.empty(), 0, Uint128.ZERO, NONE));
    }

    @Test
    void shouldMakeEntries() {
        assertThat(request("{'op':'entry','key':'8','code':3,'ref':'4','legs':["
                        + "{'op':'transfer','debit':'42/SEK','credit':'7/SEK','amount':'0.01','code':1,'ref':'2'},"
                        + "{'op':'hold','debit':'42/SEK','credit':'7/SEK','amount':2,'timeout_ms':1},"
                        + "{'op':'capture','hold':'8#1','amount':1,'keep_open':true},"
                        + "{'op':'release','hold':'8#1'}]}"))
                .isEqualTo(new Command.Entry(
                        key(8),
                        List.of(
                                new Leg.Transfer(A42, A7, 1, 1, Uint128.of(2)),
                                new Leg.Hold(A42, A7, 2, 1_000_000, 0, Uint128.ZERO),
                                new Leg.Capture(new HoldId(key(8), 1), OptionalLong.of(1), true, 0, Uint128.ZERO),
                                new Leg.Release(new HoldId(key(8), 1), 0, Uint128.ZERO)),
                        3,
                        Uint128.of(4),
                        NONE));
        assertThat(request("{'op':'entry','key':'8','legs':[]}"))
                .as("the check at the door says NO_LEGS")
                .isEqualTo(new Command.Entry(key(8), List.of(), 0, Uint128.ZERO, NONE));
    }

    @Test
    void shouldTakeConditionsOnAnyCommand() {
        final DecodedLine line = Lines.decode(
                quoted("{'op':'release','key':'7','hold':'5','not_after':17," + "'expect':{'42/SEK/0':6,'9/JPY':0}}"));

        assertThat(((Command) ((LineAction.Offer) line.action()).request()).conditions())
                .isEqualTo(new Conditions(
                        17,
                        List.of(
                                new Conditions.Expectation(A42, 6),
                                new Conditions.Expectation(AccountId.of(9, JPY), 0))));
        assertThat(line.expectedAccounts()).containsExactly("42/SEK/0", "9/JPY");
        assertThat(request("{'op':'release','key':'7','hold':'5','expect':{}}"))
                .isEqualTo(new Command.Release(key(7), HoldId.of(key(5)), 0, Uint128.ZERO, NONE));
    }

    @Test
    void shouldMakeReads() {
        final DecodedLine get = Lines.decode(quoted("{'op':'get','accounts':['42/SEK','7/SEK/0']}"));

        assertThat(get.action())
                .isEqualTo(new LineAction.Offer(new Read.GetAccounts(List.of(A42, A7)), LineAction.NO_TIME));
        assertThat(get.accounts()).containsExactly("42/SEK", "7/SEK/0");
        assertThat(request("{'op':'get','accounts':[]}")).isEqualTo(new Read.GetAccounts(List.of()));
        assertThat(request("{'op':'trial_balance'}")).isEqualTo(new Read.GetTrialBalance());
        assertThat(request("{'op':'outcome','key':'5'}")).isEqualTo(new Read.GetOutcome(key(5)));
    }

    @Test
    void shouldKeepOpAndKeyAsSent() {
        final DecodedLine line = Lines.decode(quoted("{'key':'0004','op':'outcome'}"));

        assertThat(line.op()).isEqualTo("outcome");
        assertThat(line.key()).isEqualTo("0004");
        assertThat(line.refusal()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, 5",
        "0005, 0, 5",
        "18446744073709551615, 0, -1",
        "18446744073709551616, 1, 0",
        "340282366920938463463374607431768211455, -1, -1",
        "00000000-0000-0000-0000-00000000000a, 0, 10",
        "00000000-0000-0001-0000-00000000000A, 1, 10"
    })
    void shouldReadKeysAsNumbersOrUuids(final String text, final long high, final long low) {
        assertThat(request("{'op':'outcome','key':'" + text + "'}"))
                .isEqualTo(new Read.GetOutcome(new Uint128(high, low)));
    }

    @Test
    void shouldReadAnyUuid() {
        final UUID uuid = UUID.randomUUID();

        assertThat(request("{'op':'outcome','key':'" + uuid + "'}")).isEqualTo(new Read.GetOutcome(Uint128.of(uuid)));
    }

    @ParameterizedTest
    @CsvSource({
        "SEK, '\"5\"', 500",
        "SEK, 5, 5",
        "SEK, '\"0.05\"', 5",
        "JPY, '\"5\"', 5",
        "ETH, '\"5\"', 5000000000000000000",
        "ETH, '\"0.000000000000000001\"', 1",
        "SEK, 9223372036854775807, 9223372036854775807",
        "SEK, 0, 0",
        "SEK, -0, 0",
        "SEK, -1, -1",
        "SEK, -9223372036854775808, -9223372036854775808",
        "SEK, -9223372036854775809, -9223372036854775808",
        "SEK, '\"-1\"', -100"
    })
    void shouldReadAmountsByTheScaleOfTheLedger(final String code, final String amount, final long minor) {
        final Request request = request("{'op':'transfer','key':'1','debit':'1/" + code + "','credit':'2/" + code
                + "','amount':" + amount + "}");

        assertThat(((Command.Transfer) request).amount()).isEqualTo(minor);
    }

    @Test
    void shouldLeaveUnknownLedgersToTheCheckAtTheDoor() {
        final LineDecoder decoder = Lines.decoder(ClockMode.SYSTEM);
        final Catalogue catalogue = new Catalogue();
        final LineDecoder empty = new LineDecoder(catalogue, ClockMode.SYSTEM);
        final String line = "{'op':'transfer','key':'1','debit':'1/SEK','credit':'2/SEK','amount':'1.00'}";

        final DecodedLine unknown = Lines.decode(empty, quoted(line).getBytes(UTF_8));
        assertThat(catalogue.hasMissed()).isTrue();
        assertThat(((Command.Transfer) ((LineAction.Offer) unknown.action()).request()).debit())
                .isEqualTo(AccountId.of(1, 0));

        catalogue.addLedger(SEK, "SEK", 2);
        final DecodedLine known = Lines.decode(empty, quoted(line).getBytes(UTF_8));
        assertThat(catalogue.hasMissed()).isFalse();
        assertThat(known).isEqualTo(Lines.decode(decoder, quoted(line).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  {'op' : 'trial_balance'}  ",
                "{'op':'trial_balance'}\r",
                "\t{\t'op'\t:\t'trial_balance'\t}",
                "{'\\u006fp':'trial\\u005fbalance'}"
            })
    void shouldTakeAnySpellingThatJsonAllows(final String line) {
        assertThat(request(line)).isEqualTo(new Read.GetTrialBalance());
    }

    @Test
    void shouldAdvanceAManualClock() {
        assertThat(Lines.decode(ClockMode.MANUAL, quoted("{'op':'advance','ms':1000}"))
                        .action())
                .isEqualTo(new LineAction.Advance(1_000_000_000));
        assertThat(Lines.decode(ClockMode.MANUAL, quoted("{'op':'advance','ns':7}"))
                        .action())
                .isEqualTo(new LineAction.Advance(7));
        assertThat(Lines.decode(ClockMode.MANUAL, quoted("{'op':'advance','ms':0}"))
                        .action())
                .isEqualTo(new LineAction.Advance(0));
    }

    @Test
    void shouldTakeTheTimesOfARecordedClock() {
        assertThat(Lines.decode(ClockMode.RECORDED, quoted("{'op':'release','key':'7','hold':'5','at':99}"))
                        .action())
                .isEqualTo(new LineAction.Offer(
                        new Command.Release(key(7), HoldId.of(key(5)), 0, Uint128.ZERO, NONE), 99));
        assertThat(Lines.decode(ClockMode.RECORDED, quoted("{'op':'tick','at':99}"))
                        .action())
                .isEqualTo(new LineAction.Tick(99));
        assertThat(Lines.decode(ClockMode.RECORDED, quoted("{'op':'trial_balance'}"))
                        .action())
                .isEqualTo(new LineAction.Offer(new Read.GetTrialBalance(), LineAction.NO_TIME));
        assertThat(Lines.decode(ClockMode.RECORDED, quoted("{'op':'trial_balance','at':99}"))
                        .action())
                .isEqualTo(new LineAction.Offer(new Read.GetTrialBalance(), LineAction.NO_TIME));
    }

    private static Request request(final String line) {
        final DecodedLine decoded = Lines.decode(quoted(line));
        assertThat(decoded.refusal()).as(line).isNull();
        return ((LineAction.Offer) decoded.action()).request();
    }

    private static String quoted(final String line) {
        return line.replace('\'', '"');
    }

    private static Uint128 key(final long number) {
        return Uint128.of(number);
    }
}
