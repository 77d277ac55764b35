package dev.florin.gateway.request;

import dev.florin.engine.ClockMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes single lines, with the ledgers SEK (752, 2 decimals), JPY (392, none) and ETH (1, 18), and the
 * instrument ETH-SEK (3) known. */
final class Lines {
    static final int SEK = 752;
    static final int JPY = 392;
    static final int ETH = 1;
    static final int ETH_SEK = 3;

    private Lines() {}

    static LineDecoder decoder(final ClockMode clock) {
        final Catalogue catalogue = new Catalogue();
        catalogue.addLedger(SEK, "SEK", 2);
        catalogue.addLedger(JPY, "JPY", 0);
        catalogue.addLedger(ETH, "ETH", 18);
        catalogue.addInstrument(ETH_SEK, "ETH-SEK", SEK);
        return new LineDecoder(catalogue, clock);
    }

    static DecodedLine decode(final String line) {
        return decode(decoder(ClockMode.SYSTEM), line.getBytes(StandardCharsets.UTF_8));
    }

    static DecodedLine decode(final ClockMode clock, final String line) {
        return decode(decoder(clock), line.getBytes(StandardCharsets.UTF_8));
    }

    static DecodedLine decode(final LineDecoder decoder, final byte[] bytes) {
        // Inside of other bytes, so that reading beyond the line would be noticed.
        final byte[] within = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, within, 10, bytes.length);
        Arrays.fill(within, 0, 10, (byte) '{');
        Arrays.fill(within, 10 + bytes.length, within.length, (byte) '}');
        return decoder.decode(within, 10, bytes.length);
    }
}
