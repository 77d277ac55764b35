package dev.florin.protocol.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.SampleAnswers;
import dev.florin.protocol.support.SampleRequests;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerDecoderTest {
    private final AnswerDecoder decoder = new AnswerDecoder();

    @Test
    void shouldDecodeEveryAnswer() {
        SampleAnswers.values().forEach((template, value) -> {
            final byte[] frame = SampleAnswers.frames().get(template);
            assertThat(decoder.decode(FrameBytes.exactly(frame), 0))
                    .as(template)
                    .isEqualTo(value);
        });
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() {
        final byte[] event = SampleAnswers.frames().get("HoldEvent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoder.decode(FrameBytes.exactly(event), 0))
                .withMessageContaining("90");
        final byte[] request = FrameBytes.of(SampleRequests.withConditions());
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.decode(FrameBytes.exactly(request), 0));
    }

    @Test
    void shouldTellBalanceAndWhatIsAvailable() {
        assertThat(account(100, 1_000, 30, -50).balance()).isEqualTo(900);
        assertThat(account(100, 1_000, 30, -50).available()).isEqualTo(920);
        assertThat(account(0, Long.MAX_VALUE, 0, -Bounds.MAX_LIMIT).available()).isEqualTo(Long.MAX_VALUE);
        assertThat(account(Long.MAX_VALUE, 0, 0, Bounds.NO_FLOOR).balance()).isEqualTo(-Long.MAX_VALUE);
        assertThat(account(Long.MAX_VALUE, 0, 0, Bounds.NO_FLOOR).available()).isEqualTo(Long.MAX_VALUE);
    }

    private static Answer.Account account(
            final long debitsPosted, final long creditsPosted, final long debitsPending, final long floor) {
        return new Answer.Account(
                AccountId.of(1, 1),
                true,
                debitsPosted,
                creditsPosted,
                debitsPending,
                0,
                floor,
                Bounds.NO_CEILING,
                false,
                false,
                false,
                1,
                List.of(),
                false);
    }
}
