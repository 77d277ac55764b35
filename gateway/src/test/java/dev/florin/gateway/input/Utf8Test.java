package dev.florin.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
    @ParameterizedTest
    @CsvSource({
        "41, -1", // A
        "c3a9, -1", // two bytes
        "e282ac, -1", // three
        "f09f92b0, -1", // four
        "f48fbfbf, -1", // U+10FFFF
        "00, -1", // a control character is valid UTF-8; JSON refuses it
        "80, 0", // a continuation alone
        "ff, 0",
        "c0af, 0", // overlong, of two
        "e080af, 0", // overlong, of three
        "f08080af, 0", // overlong, of four
        "eda080, 0", // a surrogate
        "f4908080, 0", // above U+10FFFF
        "41c3, 1", // cut short
        "4142e282, 2",
        "41c341, 1",
        "e28241, 0",
        "f09f9241, 0"
    })
    void shouldFindTheFirstInvalidSequence(final String hex, final int expected) {
        final byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @Test
    void shouldLookOnlyAtTheRangeGiven() {
        final byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};

        assertThat(Utf8.firstInvalid(bytes, 1, 3)).isEqualTo(Utf8.VALID);
        assertThat(Utf8.firstInvalid(bytes, 1, 4)).isEqualTo(3);
        assertThat(Utf8.firstInvalid(bytes, 1, 2))
                .as("a sequence cut by the end")
                .isEqualTo(1);
    }

    @Test
    void shouldAgreeWithTheJdkOnRandomBytes() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final byte[] bytes = new byte[1 + random.nextInt(5)];
            random.nextBytes(bytes);
            // More lead bytes of long sequences than chance gives.
            bytes[0] = (byte) (0xE0 | bytes[0]);

            if ((Utf8.firstInvalid(bytes, 0, bytes.length) == Utf8.VALID) != isValidToJdk(bytes)) {
                fail("seed " + seed + ": another opinion than the JDK's on "
                        + HexFormat.of().formatHex(bytes));
            }
        }
    }

    private static boolean isValidToJdk(final byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (final CharacterCodingException e) {
            return false;
        }
    }
}
