package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.florin.engine.Engine;
import dev.florin.protocol.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No answer is not a refusal: the key finds out what happened. */
@Timeout(60)
class UnansweredTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);

    @TempDir
    private Path directory;

    private static TransferBuilder payment(final Florin florin, final Key key) {
        return florin.transfer(key).from(SEK.account(42)).to(SEK.account(7)).amount(SEK.amount("800"));
    }

    @Test
    void shouldAskAgainUntilAnswered() {
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final Florin florin = FlorinTest.filled(engine).withTimeout(Duration.ofMillis(1));
            final Result<Receipt.Posted> result =
                    payment(florin, Key.random()).callUntilAnswered(Duration.ofSeconds(30));
            assertThat(result.isDone()).isTrue();
            assertThat(florin.withTimeout(Duration.ofSeconds(30))
                            .read(SEK.account(42))
                            .balance())
                    .isEqualTo(SEK.amount("200"));
        }
    }

    @Test
    void shouldKeepTheInterruptAndSayWhatToDo() {
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            final Florin florin = FlorinTest.filled(engine);
            final TransferBuilder payment = payment(florin, Key.random());
            Thread.currentThread().interrupt();
            try {
                assertThatExceptionOfType(NoAnswerException.class)
                        .isThrownBy(() -> assertThat(payment.callUntilAnswered(Duration.ofSeconds(30)))
                                .isNull())
                        .withMessageContaining("interrupted");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(payment.callOrThrow().amount()).isEqualTo(SEK.amount("800"));
        }
    }

    @Test
    void shouldTellAClosedEngineAsARefusal() {
        final Florin florin;
        try (Engine engine = Engine.open(FlorinTest.config(directory))) {
            florin = FlorinTest.filled(engine);
        }
        final Result<Receipt.Posted> result = payment(florin, Key.random()).call();
        assertThat(result.outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(((Result.Refused<Receipt.Posted>) result).isKeyFree()).isTrue();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> florin.read(SEK.account(42)))
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.CLOSED));
    }
}
