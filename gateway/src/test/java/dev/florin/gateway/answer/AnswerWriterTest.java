package dev.florin.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.LineAction;
import dev.florin.gateway.request.Refusal;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.json.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers of the contract's samples, to the letter. */
class AnswerWriterTest {
    private static final AccountId A42 = AccountId.of(42, 752);

    private final JsonLines json = new JsonLines();
    private final AnswerWriter writer = new AnswerWriter(json);

    @Test
    void shouldTellWhenAnAccountWasOpened() throws IOException {
        writer.writeCommand(line("open_account", "3"), answer(CommandKind.OPEN_ACCOUNT, Outcome.OK, 0, 3, false));
        writer.writeCommand(line("open_account", "9"), answer(CommandKind.OPEN_ACCOUNT, Outcome.EXISTS, 0, 3, true));
        writer.writeCommand(
                line("open_account", "9"), answer(CommandKind.OPEN_ACCOUNT, Outcome.LIMIT_BREACHED, 0, 0, false));

        assertThat(drained()).isEqualTo("""
                        {"op":"open_account","key":"3","seq":4,"at":17,"outcome":"OK","opened":3}
                        {"op":"open_account","key":"9","seq":4,"at":17,"outcome":"EXISTS","opened":3,"duplicate":true}
                        {"op":"open_account","key":"9","seq":4,"at":17,"outcome":"LIMIT_BREACHED"}
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSFER", "HOLD", "CAPTURE", "RELEASE", "REVERSE"})
    void shouldTellTheAmountOfWhatMovesMoney(final CommandKind kind) throws IOException {
        writer.writeCommand(line(kind.text(), "4"), answer(kind, Outcome.OK, 100_000, 0, false));
        writer.writeCommand(line(kind.text(), "4"), answer(kind, Outcome.OK, 0, 0, true));
        writer.writeCommand(line(kind.text(), "4"), answer(kind, Outcome.INSUFFICIENT_FUNDS, 0, 0, false));

        assertThat(drained().replace(kind.text(), "OP")).isEqualTo("""
                        {"op":"OP","key":"4","seq":4,"at":17,"outcome":"OK","amount":100000}
                        {"op":"OP","key":"4","seq":4,"at":17,"outcome":"OK","amount":0,"duplicate":true}
                        {"op":"OP","key":"4","seq":4,"at":17,"outcome":"INSUFFICIENT_FUNDS"}
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_LEDGER", "SET_LIMITS", "FREEZE", "UNFREEZE", "CLOSE", "REOPEN", "ENTRY"})
    void shouldTellNoAmountOfOthers(final CommandKind kind) throws IOException {
        writer.writeCommand(line(kind.text(), "0004"), answer(kind, Outcome.OK, 0, 0, false));

        assertThat(drained())
                .isEqualTo(
                        "{\"op\":\"" + kind.text() + "\",\"key\":\"0004\",\"seq\":4,\"at\":17,\"outcome\":\"OK\"}\n");
    }

    @Test
    void shouldTellTheLegThatFailed() throws IOException {
        writer.writeCommand(
                line("entry", "8"),
                new Answer.OfCommand(8, 17, CommandKind.ENTRY, Outcome.INSUFFICIENT_FUNDS, false, 0, 0, 1, List.of()));

        assertThat(drained())
                .isEqualTo(
                        "{\"op\":\"entry\",\"key\":\"8\",\"seq\":8,\"at\":17,\"outcome\":\"INSUFFICIENT_FUNDS\",\"leg\":1}\n");
    }

    @Test
    void shouldSpellVersionsAsTheLineDid() throws IOException {
        final AccountId a7 = AccountId.of(7, 752);
        final Conditions conditions = new Conditions(
                Bounds.NO_DEADLINE,
                List.of(
                        new Conditions.Expectation(A42, 6),
                        new Conditions.Expectation(a7, 0),
                        new Conditions.Expectation(AccountId.of(9, 752), 0)));
        final Command command = new Command.Transfer(Uint128.of(9), A42, a7, 5, false, 0, Uint128.ZERO, conditions);
        final DecodedLine line = new DecodedLine(
                "transfer",
                "9",
                new LineAction.Offer(command, LineAction.NO_TIME),
                List.of(),
                List.of("042/SEK/0", "7/SEK", "9/SEK"),
                null);

        writer.writeCommand(
                line,
                new Answer.OfCommand(
                        9,
                        17,
                        CommandKind.TRANSFER,
                        Outcome.VERSION_MISMATCH,
                        false,
                        0,
                        0,
                        Bounds.NO_LEG,
                        List.of(new Answer.AccountVersion(A42, 7), new Answer.AccountVersion(a7, 0))));

        assertThat(drained())
                .isEqualTo("{\"op\":\"transfer\",\"key\":\"9\",\"seq\":9,\"at\":17,\"outcome\":\"VERSION_MISMATCH\","
                        + "\"versions\":{\"042/SEK/0\":7,\"7/SEK\":0}}\n");
    }

    @Test
    void shouldTellWhatTheDoorRefused() throws IOException {
        writer.writeRefusal(
                line("transfer", "13"),
                14,
                new Refusal(Outcome.AMOUNT_ZERO, Bounds.NO_LEG, "amount must be at least 1"));
        writer.writeRefusal(line("entry", "8"), 15, new Refusal(Outcome.SAME_ACCOUNT, 0, "debit is \"credit\""));
        writer.writeRefusal(line(null, null), 16, new Refusal(Outcome.MALFORMED, Bounds.NO_LEG, "no"));

        assertThat(drained()).isEqualTo("""
                        {"op":"transfer","key":"13","outcome":"AMOUNT_ZERO","line":14,"why":"amount must be at least 1"}
                        {"op":"entry","key":"8","outcome":"SAME_ACCOUNT","leg":0,"line":15,"why":"debit is \\"credit\\""}
                        {"outcome":"MALFORMED","line":16,"why":"no"}
                        """);
    }

    @Test
    void shouldTellOnlySequenceAndTimeOfATick() throws IOException {
        writer.writeCommand(line("advance", null), answer(CommandKind.TICK, Outcome.OK, 0, 0, false));

        assertThat(drained()).isEqualTo("{\"op\":\"advance\",\"seq\":4,\"at\":17}\n");
    }

    @Test
    void shouldTellWhatAKeyDecided() throws IOException {
        writer.writeOutcome(line("outcome", "05"), outcome(CommandKind.HOLD, Outcome.OK, 80_000, 0, Bounds.NO_LEG));
        writer.writeOutcome(line("outcome", "8"), outcome(CommandKind.ENTRY, Outcome.DEBIT_FROZEN, 0, 0, 3));
        writer.writeOutcome(
                line("outcome", "3"), outcome(CommandKind.OPEN_ACCOUNT, Outcome.EXISTS, 0, 2, Bounds.NO_LEG));
        writer.writeOutcome(
                line("outcome", "99"),
                new Answer.OfOutcome(Uint128.of(99), false, null, 0, 0, Outcome.OK, 0, 0, Bounds.NO_LEG));

        assertThat(drained()).isEqualTo("""
                        {"op":"outcome","key":"05","found":true,"of":"hold","seq":5,"at":17,"outcome":"OK","amount":80000}
                        {"op":"outcome","key":"8","found":true,"of":"entry","seq":5,"at":17,"outcome":"DEBIT_FROZEN","leg":3}
                        {"op":"outcome","key":"3","found":true,"of":"open_account","seq":5,"at":17,"outcome":"EXISTS","opened":2}
                        {"op":"outcome","key":"99","found":false}
                        """);
    }

    @Test
    void shouldTellAllOfAnAccount() throws IOException {
        final Answer.Account account = new Answer.Account(
                A42,
                true,
                300,
                1_000,
                80,
                0,
                0,
                Bounds.NO_CEILING,
                false,
                false,
                false,
                7,
                List.of(
                        new Answer.OpenHold(HoldId.of(Uint128.of(5)), 50, 99),
                        new Answer.OpenHold(new HoldId(new Uint128(1, 10), 2), 30, Bounds.NO_EXPIRY)),
                true);

        writer.writeAccounts(
                get("42/SEK", "9/SEK"), new Answer.OfAccounts(9, List.of(account, missing(AccountId.of(9, 752)))));

        assertThat(drained())
                .isEqualTo("{\"op\":\"get\",\"seq\":9,\"accounts\":[{\"account\":\"42/SEK\",\"debits_posted\":300,"
                        + "\"credits_posted\":1000,\"debits_pending\":80,\"credits_pending\":0,\"balance\":700,"
                        + "\"available\":620,\"floor\":0,\"ceiling\":\"none\",\"state\":\"open\",\"version\":7,"
                        + "\"holds\":[{\"hold\":\"5\",\"remaining\":50,\"expires_at\":99},"
                        + "{\"hold\":\"00000000-0000-0001-0000-00000000000a#2\",\"remaining\":30}],\"more\":true},"
                        + "{\"account\":\"9/SEK\",\"outcome\":\"ACCOUNT_NOT_FOUND\"}]}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, open",
        "true, false, false, frozen_debits",
        "false, true, false, frozen_credits",
        "true, true, false, frozen",
        "false, false, true, closed",
        "true, true, true, closed"
    })
    void shouldTellTheStateOfAnAccount(
            final boolean debitsFrozen, final boolean creditsFrozen, final boolean closed, final String state)
            throws IOException {
        final Answer.Account account = new Answer.Account(
                A42, true, 0, 0, 0, 0, Bounds.NO_FLOOR, -5, debitsFrozen, creditsFrozen, closed, 1, List.of(), false);

        writer.writeAccounts(get("42/SEK"), new Answer.OfAccounts(1, List.of(account)));

        assertThat(drained())
                .contains("\"available\":\"unlimited\",\"floor\":\"none\",\"ceiling\":-5,\"state\":\"" + state + "\"");
    }

    @Test
    void shouldTellSumsBeyondSixtyThreeBits() throws IOException {
        final BigInteger wide = BigInteger.ONE.shiftLeft(70);

        writer.writeTrialBalance(
                line("trial_balance", null),
                new Answer.OfTrialBalance(
                        9,
                        List.of(new Answer.LedgerSums(
                                new Answer.Ledger(752, "SEK", 2), wide, wide, BigInteger.ZERO, BigInteger.ZERO))));

        assertThat(drained())
                .isEqualTo("{\"op\":\"trial_balance\",\"seq\":9,\"ledgers\":[{\"ledger\":\"SEK\","
                        + "\"debits_posted\":1180591620717411303424,\"credits_posted\":1180591620717411303424,"
                        + "\"debits_pending\":0,\"credits_pending\":0}]}\n");
    }

    private static DecodedLine line(final String op, final String key) {
        return new DecodedLine(op, key, null, List.of(), List.of(), null);
    }

    private static DecodedLine get(final String... accounts) {
        return new DecodedLine("get", null, null, List.of(accounts), List.of(), null);
    }

    private static Answer.Account missing(final AccountId id) {
        return new Answer.Account(id, false, 0, 0, 0, 0, 0, 0, false, false, false, 0, List.of(), false);
    }

    private static Answer.OfCommand answer(
            final CommandKind kind,
            final Outcome outcome,
            final long amount,
            final long opened,
            final boolean duplicate) {
        return new Answer.OfCommand(4, 17, kind, outcome, duplicate, amount, opened, Bounds.NO_LEG, List.of());
    }

    private static Answer.OfOutcome outcome(
            final CommandKind kind, final Outcome outcome, final long amount, final long opened, final int leg) {
        return new Answer.OfOutcome(Uint128.of(5), true, kind, 5, 17, outcome, amount, opened, leg);
    }

    private String drained() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.drainTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
