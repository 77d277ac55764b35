package dev.florin.gateway.request;

import dev.florin.engine.ClockMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes single lines, with the ledgers SEK (752, 2 decimals), JPY (392, none) and ETH (1, 18) known. */
final class Lines {
    static final int SEK = 752;
    static final int JPY = 392;
    static final int ETH = 1;

    private Lines() {}

    static LineDecoder decoder(final ClockMode clock) {
        final LedgerCatalogue catalogue = new LedgerCatalogue();
        catalogue.add(SEK, "SEK", 2);
        catalogue.add(JPY, "JPY", 0);
        catalogue.add(ETH, "ETH", 18);
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
