package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.support.HexDump;
import dev.florin.protocol.support.SampleFrames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes of every template, as they were when its version was first written. Journals hold them: where this test fails,
 * old journals would be read wrongly. A new version adds frames, it changes none.
 */
final class GoldenFramesTest {
    private static final String RESOURCE = "/florin/golden-frames.txt";
    private static final String HEADING = "== ";

    @Test
    void shouldWriteTheBytesOfOldForEver() throws IOException {
        final Map<String, String> golden = golden();
        SampleFrames.byTemplate()
                .forEach((template, frame) -> assertThat(HexDump.of(frame))
                        .as("%s; where a template is new, its bytes belong into %s", template, RESOURCE)
                        .isEqualTo(golden.get(template)));
        assertThat(golden.keySet()).isEqualTo(SampleFrames.byTemplate().keySet());
    }

    static Map<String, String> golden() throws IOException {
        final Map<String, String> golden = new LinkedHashMap<>();
        String template = null;
        for (final String line : text().lines().toList()) {
            if (line.startsWith(HEADING)) {
                template = line.substring(HEADING.length());
                golden.put(template, "");
            } else {
                golden.merge(template, line + "\n", String::concat);
            }
        }
        return golden;
    }

    private static String text() throws IOException {
        try (InputStream in = GoldenFramesTest.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
