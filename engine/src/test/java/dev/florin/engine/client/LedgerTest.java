package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Ledger JPY = new Ledger(392, "JPY", 0);

    @ParameterizedTest
    @CsvSource({
        "1000.00,100000",
        "5,500",
        "0.5,50",
        "-12.34,-1234",
        "0.00,0",
        "92233720368547758.07,9223372036854775807"
    })
    void shouldReadMajorUnitsAtItsScale(final String decimal, final long minor) {
        assertThat(SEK.amount(decimal)).isEqualTo(SEK.minor(minor));
        assertThat(SEK.amount(new BigDecimal(decimal))).isEqualTo(SEK.minor(minor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.001", "92233720368547758.08", "1e3", "1,00", "", " 1", "+1", ".5", "5.", "one"})
    void shouldRefuseWhatIsNoAmountOfIts(final String decimal) {
        assertThatIllegalArgumentException().isThrownBy(() -> SEK.amount(decimal));
    }

    @Test
    void shouldIgnoreDecimalsThatAreZero() {
        assertThat(JPY.amount("120.00")).isEqualTo(JPY.minor(120));
    }

    @Test
    void shouldPrintAmountsAsPeopleWriteThem() {
        assertThat(SEK.minor(100000)).hasToString("1000.00 SEK");
        assertThat(SEK.minor(-5)).hasToString("-0.05 SEK");
        assertThat(JPY.minor(120)).hasToString("120 JPY");
    }

    @Test
    void shouldCalculateWithinOneLedgerOnly() {
        final Money ten = SEK.amount("10");
        assertThat(ten.plus(SEK.minor(1)).minus(SEK.minor(2))).isEqualTo(SEK.minor(999));
        assertThat(ten).isGreaterThan(SEK.minor(999));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ten.plus(JPY.minor(1)))
                .withMessageContaining("JPY");
        assertThatIllegalArgumentException().isThrownBy(() -> ten.minus(JPY.minor(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ten.compareTo(JPY.minor(1)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> SEK.minor(Long.MAX_VALUE).plus(SEK.minor(1)));
    }

    @Test
    void shouldNameAccountsAsTheContractWritesThem() {
        assertThat(SEK.account(42)).hasToString("42/SEK").isEqualTo(SEK.account(42, 0));
        assertThat(SEK.account(42, 3)).hasToString("42/SEK/3").isNotEqualTo(SEK.account(42));
        assertThatIllegalArgumentException().isThrownBy(() -> SEK.account(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(SEK.account(1).id(), JPY));
    }

    @Test
    void shouldCheckItsRanges() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ledger(0, "SEK", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ledger(65_536, "SEK", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ledger(1, "SEK", 19));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ledger(1, "SEK", -1));
    }
}
