package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.Uint128;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTest {
    /** The DNS name space and its example of RFC 9562, appendix A.4. */
    @Test
    void shouldDeriveAsTheStandardSays() {
        final Key space = Key.parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(space.derive("www.example.com")).isEqualTo(Key.parse("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void shouldDeriveDifferentKeysForDifferentSteps() {
        final Key payment = Key.random();
        assertThat(payment.derive("capture")).isEqualTo(payment.derive("capture"));
        assertThat(payment.derive("capture")).isNotEqualTo(payment.derive("refund"));
        assertThat(payment.derive("capture")).isNotEqualTo(Key.random().derive("capture"));
        assertThat(payment.derive(7)).isEqualTo(payment.derive("7"));
    }

    @Test
    void shouldBeTheNumberOrUuidGiven() {
        final UUID uuid = UUID.randomUUID();
        assertThat(Key.of(uuid)).isEqualTo(Key.parse(uuid.toString())).hasToString(uuid.toString());
        assertThat(Key.of(42)).isEqualTo(Key.parse("0042")).hasToString("42");
    }

    @Test
    void shouldNotBeZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Key.of(0)).withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Key(Uint128.ZERO));
    }
}
