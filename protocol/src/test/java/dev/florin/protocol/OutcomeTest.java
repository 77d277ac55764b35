package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.Outcome.Stage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
    /** Part of journals and answers: a line may be added, none may change. */
    private static final String[] PINNED = {
        "0 OK SUCCESS",
        "1 EXISTS SUCCESS",
        "2 MALFORMED DOOR",
        "3 KEY_ZERO DOOR",
        "4 NO_LEGS DOOR",
        "5 TOO_MANY_LEGS DOOR",
        "6 AMOUNT_ZERO DOOR",
        "7 AMOUNT_NEGATIVE DOOR",
        "8 SAME_ACCOUNT DOOR",
        "9 LEDGER_MISMATCH DOOR",
        "13 PRICE_INVALID DOOR",
        "14 QUANTITY_INVALID DOOR",
        "10 OUT_OF_SPACE DOOR",
        "11 CLOSED DOOR",
        "12 BACK_PRESSURED DOOR",
        "20 KEY_REUSED NOT_STORED",
        "21 TOO_LATE NOT_STORED",
        "22 VERSION_MISMATCH NOT_STORED",
        "30 LEDGER_NOT_FOUND DECISION",
        "36 INSTRUMENT_NOT_FOUND DECISION",
        "37 ORDER_NOT_FOUND DECISION",
        "38 INSTRUMENT_CONFLICT DECISION",
        "39 ORDER_DONE DECISION",
        "40 INSTRUMENT_HALTED DECISION",
        "41 INSTRUMENT_CLOSED DECISION",
        "42 IN_AUCTION DECISION",
        "43 BUDGET_MISSING DECISION",
        "44 PRICE_OFF_TICK DECISION",
        "31 ACCOUNT_NOT_FOUND DECISION",
        "32 DEBIT_ACCOUNT_NOT_FOUND DECISION",
        "33 CREDIT_ACCOUNT_NOT_FOUND DECISION",
        "34 HOLD_NOT_FOUND DECISION",
        "35 TRANSFER_NOT_FOUND DECISION",
        "50 LEDGER_CONFLICT DECISION",
        "51 HOLD_ALREADY_CAPTURED DECISION",
        "52 HOLD_ALREADY_RELEASED DECISION",
        "53 HOLD_EXPIRED DECISION",
        "54 ALREADY_REVERSED DECISION",
        "55 ACCOUNT_CLOSED DECISION",
        "56 ACCOUNT_OPEN DECISION",
        "57 DEBIT_ACCOUNT_CLOSED DECISION",
        "58 CREDIT_ACCOUNT_CLOSED DECISION",
        "59 DEBIT_FROZEN DECISION",
        "60 CREDIT_FROZEN DECISION",
        "61 EXCEEDS_HOLD DECISION",
        "62 EXCEEDS_TRANSFER DECISION",
        "63 NOT_EMPTY DECISION",
        "80 OVERFLOW DECISION",
        "81 INSUFFICIENT_FUNDS DECISION",
        "82 CEILING_EXCEEDED DECISION",
        "83 LIMIT_BREACHED DECISION",
        "90 WOULD_TRADE DECISION",
        "91 PRICE_OUTSIDE_BAND DECISION",
        "92 CANNOT_FILL DECISION",
        "93 NOTHING_FILLED DECISION"
    };

    @Test
    void shouldKeepCodesStagesAndOrder() {
        assertThat(Arrays.stream(Outcome.values())
                        .map(outcome -> outcome.code() + " " + outcome + " " + outcome.stage()))
                .containsExactly(PINNED);
    }

    @Test
    void shouldFindEveryOutcomeByItsCode() {
        for (final Outcome outcome : Outcome.values()) {
            assertThat(Outcome.of(outcome.code())).isSameAs(outcome);
        }
    }

    @Test
    void shouldRefuseCodesThatNobodyHas() {
        for (final int code : new int[] {-1, 15, 19, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Outcome.of(code))
                    .withMessageContaining("" + code);
        }
    }

    @Test
    void shouldCallOnlyOkAndExistsASuccess() {
        assertThat(Arrays.stream(Outcome.values()).filter(Outcome::isSuccess))
                .containsExactly(Outcome.OK, Outcome.EXISTS)
                .allMatch(outcome -> outcome.stage() == Stage.SUCCESS);
    }
}
