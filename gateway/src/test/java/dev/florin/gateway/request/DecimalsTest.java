package dev.florin.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.protocol.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "5, 2, 500",
        "1000.00, 2, 100000",
        "0.01, 2, 1",
        "0.1, 2, 10",
        "007.5, 1, 75",
        "0, 18, 0",
        "0.000, 3, 0",
        "-0, 2, 0",
        "-5, 2, -500",
        "-0.01, 2, -1",
        "5, 0, 5",
        "9223372036854775807, 0, 9223372036854775807",
        "92233720368547758.07, 2, 9223372036854775807",
        "9.223372036854775807, 18, 9223372036854775807",
        "-9223372036854775807, 0, -9223372036854775807"
    })
    void shouldScaleMajorUnits(final String text, final int scale, final long expected) throws RefusedLineException {
        assertThat(Decimals.parseMinorUnits("amount", text, scale)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                ".5",
                "5.",
                "-.5",
                "+5",
                "1e3",
                "1E3",
                "5,00",
                " 5",
                "5 ",
                "1_000",
                "0x10",
                "NaN",
                "Infinity",
                "--5",
                "1.2.3",
                "5-",
                "\u0665",
                "\uFF15",
                "1\u0000"
            })
    void shouldRefuseWhatIsNoDecimal(final String text) {
        assertThatThrownBy(() -> Decimals.parseMinorUnits("amount", text, 2))
                .isInstanceOfSatisfying(
                        RefusedLineException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.MALFORMED))
                .hasMessageStartingWith("amount must be a decimal number");
    }

    @ParameterizedTest
    @CsvSource({"1.001, 2", "1.000, 2", "1.0, 0", "-1.001, 2"})
    void shouldRefuseMoreDecimalsThanTheLedgerHas(final String text, final int scale) {
        assertThatThrownBy(() -> Decimals.parseMinorUnits("amount", text, scale))
                .hasMessageContaining("decimals");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 0",
        "92233720368547758.08, 2",
        "92233720368547759, 2",
        "10, 18",
        "20000000000000000000, 0",
        "99999999999999999999999999999999999999999999, 0"
    })
    void shouldRefuseWhatIsAboveTheLargestAmount(final String text, final int scale) {
        assertThatThrownBy(() -> Decimals.parseMinorUnits("amount", text, scale))
                .hasMessageContaining("above 2^63-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "-9223372036854775809", "-99999999999999999999999999"})
    void shouldSaturateWhatIsFarBelowZero(final String text) throws RefusedLineException {
        assertThat(Decimals.parseMinorUnits("amount", text, 0)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "00042, 42", "9223372036854775807, 9223372036854775807"})
    void shouldReadUnsignedNumbers(final String text, final long expected) {
        assertThat(Decimals.parseUnsigned(text, 0, text.length())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.0",
                "9223372036854775808",
                "99999999999999999999",
                "20000000000000000000",
                "\u0661",
                "a"
            })
    void shouldTellWhatIsNoUnsignedNumber(final String text) {
        assertThat(Decimals.parseUnsigned(text, 0, text.length())).isEqualTo(Decimals.INVALID);
    }
}
