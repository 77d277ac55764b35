package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class IdentitiesTest {
    @Test
    void shouldTakeAccountsOfTheWholeRange() {
        assertThat(AccountId.of(42, 752)).isEqualTo(new AccountId(42, 752, 0));
        assertThat(new AccountId(Long.MAX_VALUE, 65_535, 255).type()).isEqualTo(255);
        assertThat(new AccountId(0, 0, 0).ledger()).isZero();
    }

    @Test
    void shouldRefuseAccountsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(-1, 1, 0))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(0, -1, 0))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(0, 65_536, 0))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(0, 1, 256))
                .withMessageContaining("256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(0, 1, -1))
                .withMessageContaining("-1");
    }

    @Test
    void shouldNameHoldsByKeyAndLeg() {
        assertThat(HoldId.of(Uint128.of(5))).hasToString("5").isNotEqualTo(new HoldId(Uint128.of(5), 0));
        assertThat(new HoldId(Uint128.of(8), 999)).hasToString("8#999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HoldId(Uint128.of(8), 1_000))
                .withMessageContaining("1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HoldId(Uint128.of(8), -1))
                .withMessageContaining("-1");
    }
}
