package dev.florin.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.RandomRequests;
import dev.florin.protocol.support.SampleRequests;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

final class RequestEncoderTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);

    private final RequestEncoder encoder = new RequestEncoder();

    @Test
    void shouldWriteWhatTheDecodersRead() {
        SampleRequests.byTemplate()
                .forEach((template, request) ->
                        assertThat(decoded(request)).as(template).isEqualTo(request));
        assertThat(decoded(SampleRequests.withConditions())).isEqualTo(SampleRequests.withConditions());
    }

    @Test
    void shouldWriteRandomRequestsThatTheDoorLetsIn() {
        final long seed = Long.getLong("florin.seed", 4711);
        final RandomRequests requests = new RandomRequests(new SplittableRandom(seed));
        final CommandCheck check = new CommandCheck();
        for (int i = 0; i < 20_000; i++) {
            final Request request = requests.next();
            final byte[] frame = FrameBytes.of(request);
            assertThat(check.check(FrameBytes.exactly(frame), 0, frame.length))
                    .as("seed %d, request %d: %s, %s", seed, i, request, check.why())
                    .isEqualTo(Outcome.OK);
            assertThat(decoded(request)).as("seed %d, request %d", seed, i).isEqualTo(request);
            assertThat(frame.length % Frames.ALIGNMENT).isZero();
        }
    }

    @Test
    void shouldWriteTheSameBytesAtAnyOffset() {
        final byte[] expected = FrameBytes.of(SampleRequests.withConditions());
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1_024);
        for (int offset = 0; offset <= 64; offset += Frames.ALIGNMENT) {
            buffer.setMemory(0, buffer.capacity(), (byte) 0x77);
            final int length = encoder.encode(SampleRequests.withConditions(), buffer, offset);
            assertThat(Arrays.copyOfRange(buffer.byteArray(), offset, offset + length))
                    .isEqualTo(expected);
            assertThat(buffer.getByte(offset + length)).isEqualTo((byte) 0x77);
        }
    }

    @Test
    void shouldKeepConditionsOutOfTheContent() {
        final Command bare = new Command.Release(KEY, HoldId.of(KEY), 1, KEY, Conditions.NONE);
        final Conditions under = new Conditions(5, List.of(new Conditions.Expectation(ANNA, 1)));
        final byte[] plain = FrameBytes.of(bare);
        final byte[] conditioned = FrameBytes.of(new Command.Release(KEY, HoldId.of(KEY), 1, KEY, under));
        assertThat(Arrays.copyOfRange(conditioned, Frames.HEADER_LENGTH, plain.length))
                .isEqualTo(Arrays.copyOfRange(plain, Frames.HEADER_LENGTH, plain.length));
        assertThat(conditioned.length - plain.length)
                .isEqualTo(Frames.conditionsLength(FrameBytes.exactly(conditioned), 0));
    }

    @Test
    void shouldFitTheLargestEntryWithTheLargestExpectIntoTheLargestFrame() {
        final Leg leg = new Leg.Transfer(ANNA, SHOP, 1, 0, Uint128.ZERO);
        final Conditions.Expectation expectation = new Conditions.Expectation(ANNA, 1);
        final Conditions under = new Conditions(1, Collections.nCopies(Bounds.MAX_EXPECTATIONS, expectation));
        final byte[] frame = FrameBytes.of(
                new Command.Entry(KEY, Collections.nCopies(Bounds.MAX_LEGS, leg), 0, Uint128.ZERO, under));
        assertThat(frame.length).isLessThanOrEqualTo(Bounds.MAX_FRAME_LENGTH);
        assertThat(new CommandCheck().check(FrameBytes.exactly(frame), 0, frame.length))
                .isEqualTo(Outcome.OK);
        final byte[] read = FrameBytes.of(new Read.GetAccounts(Collections.nCopies(Bounds.MAX_ACCOUNTS_READ, ANNA)));
        assertThat(read.length).isLessThanOrEqualTo(Bounds.MAX_FRAME_LENGTH);
        assertThat(new CommandCheck().check(FrameBytes.exactly(read), 0, read.length))
                .isEqualTo(Outcome.OK);
    }

    @Test
    void shouldRefuseWhatNoFrameCanHold() {
        refuses(new Command.CreateLedger(KEY, 1, "ABCDEFGHIJKLMNOPQ", 2, Conditions.NONE));
        refuses(new Command.CreateLedger(KEY, 65_536, "SEK", 2, Conditions.NONE));
        refuses(new Command.CreateLedger(KEY, 1, "SEK", 256, Conditions.NONE));
        refuses(new Command.CreateLedger(KEY, 1, "SEK", -1, Conditions.NONE));
        refuses(new Command.Transfer(KEY, ANNA, SHOP, 1, false, 65_536, KEY, Conditions.NONE));
        refuses(new Command.Hold(KEY, ANNA, SHOP, 1, 0, -1, KEY, Conditions.NONE));
        refuses(new Command.Entry(
                KEY, Collections.nCopies(65_535, new Leg.Release(HoldId.of(KEY), 0, KEY)), 0, KEY, Conditions.NONE));
        refuses(new Read.GetAccounts(Collections.nCopies(65_535, ANNA)));
        final Conditions under = new Conditions(1, Collections.nCopies(2_001, new Conditions.Expectation(ANNA, 1)));
        refuses(new Command.CloseAccount(KEY, ANNA, under));
    }

    private void refuses(final Request request) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(request, buffer, 0));
    }

    private static Request decoded(final Request request) {
        return RequestDecoder.decode(FrameBytes.exactly(FrameBytes.of(request)));
    }
}
