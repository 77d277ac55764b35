package dev.florin.protocol.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Codes and names are part of journals and text doors: one may be added, none may change. */
final class CodesTest {
    @Test
    void shouldKeepCodesAndNames() {
        assertThat(Arrays.stream(OrderSide.values()).map(v -> v.code() + v.text()))
                .containsExactly("1buy", "2sell");
        assertThat(Arrays.stream(OrderType.values()).map(v -> v.code() + v.text()))
                .containsExactly("1limit", "2market");
        assertThat(Arrays.stream(TimeInForce.values()).map(v -> v.code() + v.text()))
                .containsExactly("1GTC", "2IOC", "3FOK", "4DAY", "5GTD");
        assertThat(Arrays.stream(SelfTrade.values()).map(v -> v.code() + v.text()))
                .containsExactly("1cancel_taker", "2cancel_maker", "3cancel_both", "4decrement", "5allow");
        assertThat(Arrays.stream(InstrumentState.values()).map(v -> v.code() + v.text()))
                .containsExactly("1open", "2halted", "3auction", "4closed");
        assertThat(Arrays.stream(OrderStatus.values()).map(v -> v.code() + v.text()))
                .containsExactly("0", "1resting", "2waiting", "3filled", "4partial", "5cancelled", "6expired");
    }

    @Test
    void shouldFindEachByItsCode() {
        assertThat(OrderSide.of(2)).isSameAs(OrderSide.SELL);
        assertThat(OrderType.of(1)).isSameAs(OrderType.LIMIT);
        assertThat(TimeInForce.of(5)).isSameAs(TimeInForce.GTD);
        assertThat(SelfTrade.of(4)).isSameAs(SelfTrade.DECREMENT);
        assertThat(InstrumentState.of(3)).isSameAs(InstrumentState.AUCTION);
        assertThat(OrderStatus.of(0)).isSameAs(OrderStatus.NONE);
        assertThat(OrderStatus.of(6)).isSameAs(OrderStatus.EXPIRED);
    }

    @Test
    void shouldRefuseCodesThatNobodyHas() {
        assertThat(OrderSide.isCode(0) || OrderSide.isCode(3)).isFalse();
        assertThat(SelfTrade.isCode(6) || TimeInForce.isCode(-1)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> OrderStatus.of(7)).withMessageContaining("7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstrumentState.of(0))
                .withMessageContaining("instrument state");
    }
}
