package dev.florin.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.SampleAnswers;
import dev.florin.protocol.support.SampleRequests;
import org.junit.jupiter.api.Test;

/** Events as values, from the golden frames. */
final class EventDecoderTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 MAKER = new Uint128(0x1112131415161718L, 0x191a1b1c1d1e1f20L);
    private static final long AT = 1_700_000_000_000_000_000L;

    private final EventDecoder decoder = new EventDecoder();

    @Test
    void shouldReadEveryEvent() {
        assertThat(decoded("HoldEvent"))
                .isEqualTo(new Event.HoldChanged(
                        22, AT, HoldId.of(KEY), Event.HoldStatus.EXPIRED, 30_000, 0, 7, new Uint128(1, 901)));
        assertThat(decoded("TradeEvent"))
                .isEqualTo(new Event.Traded(21, AT, 1, 1, 2_500, 4, MAKER, 7, -1, KEY, 42, 3, OrderSide.BUY));
        assertThat(decoded("OrderEvent"))
                .isEqualTo(new Event.OrderChanged(21, AT, 1, KEY, 42, OrderStatus.PARTIAL, 4, 6));
        assertThat(decoded("LevelEvent")).isEqualTo(new Event.LevelChanged(21, AT, 1, OrderSide.BUY, 2_500, 6, 1));
        assertThat(decoded("InstrumentEvent"))
                .isEqualTo(new Event.InstrumentChanged(25, AT, 1, InstrumentState.AUCTION));
    }

    @Test
    void shouldRefuseWhatIsNoEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoded("OrderAnswer"))
                .withMessageContaining("is no event");
    }

    private Event decoded(final String template) {
        return decoder.decode(FrameBytes.exactly(SampleAnswers.frames().get(template)), 0);
    }
}
