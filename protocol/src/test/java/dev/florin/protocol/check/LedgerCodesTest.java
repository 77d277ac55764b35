package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerCodesTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "Z", "0", "9", ".", "_", "-", "SEK", "ABCDEFGHIJKL", "USD.TEST-1_X"})
    void shouldTakeOneToTwelveOfItsCharacters(final String code) {
        assertThat(LedgerCodes.isCode(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "sek", "ABCDEFGHIJKLM", "A B", "A/B", "Å", "A\u0000", "@", "[", ":", "+", ","})
    void shouldRefuseOthers(final String code) {
        assertThat(LedgerCodes.isCode(code)).isFalse();
    }
}
