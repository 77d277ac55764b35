package dev.florin.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FirstPaymentTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void shouldPayOnce() {
        assertThat(FirstPayment.run(directory)).hasToString("900.10 SEK");
    }
}
