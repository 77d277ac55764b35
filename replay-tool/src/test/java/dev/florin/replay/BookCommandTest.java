package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book of {@link Bazaar} as it grows. */
class BookCommandTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void fill() {
        Bazaar.fill(directory);
    }

    private static String json(final long sequence, final String levels) {
        return "{\"op\":\"book\",\"seq\":" + sequence + ",\"instrument\":\"BTC-USD\",\"state\":\"open\"," + levels
                + "}";
    }

    @Test
    void shouldTellTheBookAtASequence() {
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 9, "--json"))
                .containsExactly(json(9, "\"bids\":[],\"asks\":[]"));
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 11, "--json"))
                .containsExactly(json(11, "\"bids\":[],\"asks\":[[2500,6,1],[2600,1,1]]"));
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", 12, "--json"))
                .containsExactly(json(12, "\"bids\":[],\"asks\":[[2500,2,1],[2600,1,1]]"));
        assertThat(Tool.lines("book", directory, "BTC-USD", "--json"))
                .containsExactly(json(13, "\"bids\":[[2400,5,1]],\"asks\":[[2500,2,1],[2600,1,1]]"));
        assertThat(Tool.lines("book", directory, "BTC-USD", "--json", "--depth", 1))
                .containsExactly(json(13, "\"bids\":[[2400,5,1]],\"asks\":[[2500,2,1]]"));
    }

    @Test
    void shouldTellItInWordsAndAsCsv() {
        assertThat(Tool.lines("book", directory, "BTC-USD", "--at", "1970-01-01T00:00:00.000000013Z"))
                .containsExactly(
                        "BTC-USD after sequence 13, stamped 1970-01-01T00:00:00.000000013Z: open",
                        "side           price        quantity   orders",
                        "sell            2600               1        1",
                        "sell            2500               2        1",
                        "buy             2400               5        1");
        assertThat(Tool.lines("book", directory, "BTC-USD", "--csv"))
                .containsExactly("side,price,quantity,orders", "buy,2400,5,1", "sell,2500,2,1", "sell,2600,1,1");
    }

    @Test
    void shouldSayWhatIsNotThere() {
        assertThat(Tool.run("book", directory, "ETH-USD").err()).contains("there was no instrument ETH-USD");
        assertThat(Tool.run("book", directory, "BTC-USD", "--at", 8).exitCode()).isEqualTo(1);
        assertThat(Tool.run("book", directory, "BTC-USD", "--at", 14).err()).contains("ends with sequence 13");
        assertThat(Tool.run("book", directory, "BTC-USD", "--depth", 0).exitCode())
                .isEqualTo(2);
    }
}
