package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigInteger;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Uint128Test {
    private static final String MAX_DECIMAL = "340282366920938463463374607431768211455";

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0, 1",
        "000, 0, 0",
        "0000000000000000000000000000000000000000000000000000000007, 0, 7",
        "999999999999999999, 0, 999999999999999999",
        "1000000000000000000, 0, 1000000000000000000",
        "9223372036854775807, 0, 9223372036854775807",
        "9223372036854775808, 0, -9223372036854775808",
        "18446744073709551615, 0, -1",
        "18446744073709551616, 1, 0",
        "340282366920938463463374607431768211455, -1, -1",
        "00000000-0000-0000-0000-000000000000, 0, 0",
        "00000000-0000-0000-0000-00000000000a, 0, 10",
        "01020304-0506-0708-090A-0b0c0d0e0f10, 72623859790382856, 651345242494996240",
        "ffffffff-ffff-ffff-ffff-FFFFFFFFFFFF, -1, -1"
    })
    void shouldParse(final String text, final long high, final long low) {
        assertThat(Uint128.parse(text)).isEqualTo(new Uint128(high, low));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "0x10",
                "a",
                "1_000",
                "\u0661\u0662",
                "\uff11",
                "340282366920938463463374607431768211456",
                "1000000000000000000000000000000000000000",
                "01020304-0506-0708-090a-0b0c0d0e0f1",
                "01020304-0506-0708-090a-0b0c0d0e0f100",
                "0102030405060708090a0b0c0d0e0f10",
                "01020304-0506-0708-090a-0b0c0d0e0f1g",
                "01020304-0506-0708-090a00b0c0d0e0f10",
                "01020304-0506-0708-090a-0b0c0d0e0f-0",
                "01020304-0506-0708-090a-\u0660b0c0d0e0f10",
                "{01020304-0506-0708-090a-0b0c0d0e0f1}"
            })
    void shouldRefuseWhatIsNoNumber(final String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uint128.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void shouldRefuseNull() {
        assertThatNullPointerException().isThrownBy(() -> Uint128.parse(null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 7, 7",
        "0, -1, 18446744073709551615",
        "1, 0, 00000000-0000-0001-0000-000000000000",
        "-1, -1, ffffffff-ffff-ffff-ffff-ffffffffffff"
    })
    void shouldPrintADecimalBelowTwoToThe64ElseAUuid(final long high, final long low, final String text) {
        assertThat(new Uint128(high, low)).hasToString(text);
    }

    @Test
    void shouldParseWhatItPrintsAndWhatOthersPrint() {
        final long seed = 128;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            final long high = random.nextBoolean() ? 0 : random.nextLong() >>> random.nextInt(64);
            final Uint128 number = new Uint128(high, random.nextLong() >>> random.nextInt(64));
            final String uuid = new UUID(number.high(), number.low()).toString();
            assertThat(Uint128.parse(number.toString())).as("seed %d", seed).isEqualTo(number);
            assertThat(Uint128.parse(decimal(number))).as("seed %d", seed).isEqualTo(number);
            assertThat(Uint128.parse("00" + decimal(number)))
                    .as("seed %d", seed)
                    .isEqualTo(number);
            assertThat(Uint128.parse(uuid.toUpperCase(Locale.ROOT)))
                    .as("seed %d", seed)
                    .isEqualTo(number);
        }
    }

    @Test
    void shouldKnowZero() {
        assertThat(Uint128.ZERO.isZero()).isTrue();
        assertThat(new Uint128(1, 0).isZero()).isFalse();
        assertThat(new Uint128(0, Long.MIN_VALUE).isZero()).isFalse();
    }

    @Test
    void shouldTakeTheBitsOfAUuid() {
        final UUID uuid = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");
        assertThat(Uint128.of(uuid)).hasToString(uuid.toString());
        assertThat(Uint128.random()).isNotEqualTo(Uint128.random());
    }

    @Test
    void shouldReachTheLargestNumber() {
        assertThat(decimal(Uint128.parse(MAX_DECIMAL))).isEqualTo(MAX_DECIMAL);
    }

    private static String decimal(final Uint128 number) {
        return new BigInteger(Long.toUnsignedString(number.high()))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(number.low())))
                .toString();
    }
}
