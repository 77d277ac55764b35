package dev.florin.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonLinesTest {
    private final JsonLines json = new JsonLines();

    @Test
    void shouldPutCommasBetweenValuesOnly() throws IOException {
        json.startObject()
                .name("a")
                .value(1)
                .name("b")
                .startArray()
                .value(true)
                .value("x")
                .startObject()
                .endObject();
        json.startArray()
                .endArray()
                .endArray()
                .name("c")
                .value(BigInteger.TEN.pow(30))
                .endObject()
                .endLine();
        json.startArray().endArray().endLine();

        assertThat(drained())
                .isEqualTo("{\"a\":1,\"b\":[true,\"x\",{},[]],\"c\":1000000000000000000000000000000}\n[]\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, -10, 99, 100, 1_700_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldWriteNumbersAsTheJdkDoes(final long number) throws IOException {
        json.value(number);

        assertThat(drained()).isEqualTo(Long.toString(number));
    }

    @Test
    void shouldEscapeWhatJsonForbids() throws IOException {
        json.value("\"\\/\b\n\u0000\u001F\u007Fé€💰");

        assertThat(drained()).isEqualTo("\"\\\"\\\\/\\u0008\\u000a\\u0000\\u001f\\u007fé€💰\"");
    }

    @Test
    void shouldEscapeSurrogatesWithoutTheirTwin() throws IOException {
        json.value("\uD800").value("\uDC00x").value("a\uD83D\uD83D\uDCB0\uD83D");

        assertThat(drained()).isEqualTo("\"\\ud800\",\"\\udc00x\",\"a\\ud83d💰\\ud83d\"");
    }

    @Test
    void shouldBeReadBackByAParserWhateverTheText() throws IOException {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.appendCodePoint(random.nextInt(1 << (1 + random.nextInt(16))));
            }
            json.value(text.toString()).endLine();

            assertThat(parsed(drained())).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    @Test
    void shouldGrowAndStartAnewAfterDraining() throws IOException {
        final String text = "x".repeat(300_000);
        json.value(text).endLine();

        assertThat(json.length()).isEqualTo(300_003);
        assertThat(drained()).hasSize(300_003);
        assertThat(json.length()).isZero();
        json.value(7).endLine();
        assertThat(drained()).isEqualTo("7\n");
    }

    private String drained() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.drainTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String parsed(final String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return parser.getString();
        }
    }
}
