package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.Patched;
import dev.florin.protocol.support.SampleRequests;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door says of commands that make and set instruments. */
final class InstrumentCheckTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Conditions NONE = Conditions.NONE;
    private static final int BLOCK = Frames.HEADER_LENGTH;
    private static final String CODE = "an instrument's code is 1-25 of A-Z 0-9 . _ -";
    private static final String PPM = "a fee's ppm must be within +-10^6";
    private static final String ABSENT = "what is not given must be 0";

    private final CommandCheck check = new CommandCheck();

    @Test
    void shouldLetInTheEdges() {
        assertThat(check(create(1, "B", 1, 2, 1, 1, 0, Fee.NONE))).isEqualTo(Outcome.OK);
        assertThat(check(create(
                        65_535,
                        "ABCDEFGHIJ.KLMNOPQRS_9876",
                        65_535,
                        65_534,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        new Fee(Long.MAX_VALUE, 1_000_000))))
                .isEqualTo(Outcome.OK);
        assertThat(check(create(1, "B", 1, 2, 1, 1, 0, new Fee(-Long.MAX_VALUE, -1_000_000))))
                .isEqualTo(Outcome.OK);
        assertThat(check(set(Optional.empty(), OptionalLong.empty(), OptionalLong.of(0))))
                .isEqualTo(Outcome.OK);
        assertThat(check(set(Optional.empty(), OptionalLong.of(1), OptionalLong.of(Long.MAX_VALUE))))
                .isEqualTo(Outcome.OK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void shouldRefuseWhatIsMalformed(final String name, final Patched frame, final String why) {
        assertThat(check(frame.bytes())).isEqualTo(Outcome.MALFORMED);
        assertThat(check.why()).isEqualTo(why);
    }

    static Stream<Arguments> malformed() {
        final Command state = set(Optional.of(InstrumentState.OPEN), OptionalLong.empty(), OptionalLong.empty());
        final int stateOffset = BLOCK + SetInstrumentDecoder.stateEncodingOffset();
        final String states = "state must be open, halted, auction or closed";
        return Stream.of(
                created("id 0", create(0, "B", 1, 2, 1, 1, 0, Fee.NONE), "instrument id must be 1..65535"),
                created("no code", create(1, "", 1, 2, 1, 1, 0, Fee.NONE), CODE),
                created("code of 26", create(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1, 2, 1, 1, 0, Fee.NONE), CODE),
                created("lower case", create(1, "btc", 1, 2, 1, 1, 0, Fee.NONE), CODE),
                created(
                        "base = quote",
                        create(1, "B", 2, 2, 1, 1, 0, Fee.NONE),
                        "base and quote must be different ledgers"),
                created("lot 0", create(1, "B", 1, 2, 0, 1, 0, Fee.NONE), "lot and tick must be 1..2^63-1"),
                created("tick 0", create(1, "B", 1, 2, 1, 0, 0, Fee.NONE), "lot and tick must be 1..2^63-1"),
                created("operator", create(1, "B", 1, 2, 1, 1, -1, Fee.NONE), "operator must be 0..2^63-1"),
                created("ppm too high", create(1, "B", 1, 2, 1, 1, 0, new Fee(0, 1_000_001)), PPM),
                created("ppm too low", create(1, "B", 1, 2, 1, 1, 0, new Fee(0, -1_000_001)), PPM),
                created("least ppm", create(1, "B", 1, 2, 1, 1, 0, new Fee(0, Integer.MIN_VALUE)), PPM),
                created(
                        "least fee",
                        create(1, "B", 1, 2, 1, 1, 0, new Fee(Long.MIN_VALUE, 0)),
                        "a fee per lot must be within +-(2^63-1)"),
                created(
                        "nothing to set",
                        set(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()),
                        "set_instrument needs something to set"),
                created(
                        "band",
                        set(Optional.empty(), OptionalLong.empty(), OptionalLong.of(-1)),
                        "band must be 0..2^63-1 millionths"),
                arguments("state 0", Patched.of(state).put8(stateOffset, 0), states),
                arguments("state 5", Patched.of(state).put8(stateOffset, 5), states),
                arguments("state not given", Patched.of(state).options(Options.BAND_GIVEN), states),
                arguments(
                        "reference not given",
                        Patched.of(state).put64(BLOCK + SetInstrumentDecoder.referenceEncodingOffset(), 1),
                        ABSENT),
                arguments(
                        "maker's fee not given",
                        Patched.of(state).put64(BLOCK + SetInstrumentDecoder.makerPerLotEncodingOffset(), 1),
                        ABSENT),
                arguments(
                        "taker's rate not given",
                        Patched.of(state).put32(BLOCK + SetInstrumentDecoder.takerPpmEncodingOffset(), 1),
                        ABSENT));
    }

    @Test
    void shouldRefuseKeysThenCodesThenPrices() {
        assertThat(check(Patched.of(create(1, "B", 0, 0, 1, 1, 0, Fee.NONE))
                        .withoutKey()
                        .bytes()))
                .isEqualTo(Outcome.KEY_ZERO);
        assertThat(check(create(1, "B", 0, 0, 1, 1, 0, Fee.NONE))).isEqualTo(Outcome.LEDGER_NOT_FOUND);
        assertThat(check(create(1, "B", 1, 0, 1, 1, 0, Fee.NONE))).isEqualTo(Outcome.LEDGER_NOT_FOUND);
        final Patched set = Patched.of(set(Optional.empty(), OptionalLong.of(0), OptionalLong.empty()));
        assertThat(check(set.bytes())).isEqualTo(Outcome.PRICE_INVALID);
        set.put16(BLOCK + SetInstrumentDecoder.instrumentEncodingOffset(), 0);
        assertThat(check(set.bytes())).isEqualTo(Outcome.INSTRUMENT_NOT_FOUND);
        assertThat(check(set.withoutKey().bytes())).isEqualTo(Outcome.KEY_ZERO);
    }

    private static Arguments created(final String name, final Command command, final String why) {
        return arguments(name, Patched.of(command), why);
    }

    private static Command create(
            final int id,
            final String code,
            final int base,
            final int quote,
            final long lot,
            final long tick,
            final long operator,
            final Fee makerFee) {
        return new Command.CreateInstrument(KEY, id, code, base, quote, lot, tick, operator, makerFee, Fee.NONE, NONE);
    }

    private static Command set(
            final Optional<InstrumentState> state, final OptionalLong reference, final OptionalLong bandPpm) {
        return new Command.SetInstrument(KEY, 1, state, reference, bandPpm, Optional.empty(), Optional.empty(), NONE);
    }

    private Outcome check(final Command command) {
        return check(FrameBytes.of(command));
    }

    private Outcome check(final byte[] frame) {
        return check.check(FrameBytes.exactly(frame), 0, frame.length);
    }
}
