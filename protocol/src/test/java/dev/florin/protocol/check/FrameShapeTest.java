package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.MessageHeaderDecoder;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.Patched;
import dev.florin.protocol.support.SampleAnswers;
import dev.florin.protocol.support.SampleRequests;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no frame, or not one whole frame, of a request. */
final class FrameShapeTest {
    private static final int BLOCK_LENGTH = MessageHeaderDecoder.blockLengthEncodingOffset();
    private static final int TEMPLATE = MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int SCHEMA = MessageHeaderDecoder.schemaIdEncodingOffset();
    private static final int VERSION = MessageHeaderDecoder.versionEncodingOffset();
    private static final int CONDITIONS_LENGTH = MessageHeaderDecoder.conditionsLengthEncodingOffset();
    private static final int OPTIONS = MessageHeaderDecoder.optionsEncodingOffset();
    private static final String LENGTH = "the frame's length is not what its header says, or no multiple of 8";
    private static final String CONTENT_LENGTH = "the frame's length is not that of its content";
    private static final String TEMPLATE_UNKNOWN = "not a command that a client may send";
    private static final String SCHEMA_UNKNOWN = "the frame is of another schema or version";
    private static final String PADDING = "padding must be zeros";

    private final CommandCheck check = new CommandCheck();

    @ParameterizedTest(name = "{0}")
    @MethodSource({"lengths", "headers", "groups", "conditions"})
    void shouldRefuseWhatIsNotOneWholeFrame(final String name, final byte[] frame, final String why) {
        assertThat(check.check(FrameBytes.exactly(frame), 0, frame.length)).isEqualTo(Outcome.MALFORMED);
        assertThat(check.why()).isEqualTo(why);
    }

    static Stream<Arguments> lengths() {
        final int length = sample("Transfer").bytes().length;
        return Stream.of(
                Arguments.of("nothing", new byte[0], LENGTH),
                Arguments.of("half a header", sample("Transfer").cut(8).bytes(), LENGTH),
                Arguments.of(
                        "a header that says 8", sample("Transfer").resized(8).bytes(), LENGTH),
                Arguments.of("a header alone", sample("Transfer").resized(16).bytes(), CONTENT_LENGTH),
                Arguments.of("cut short", sample("Transfer").cut(length - 8).bytes(), LENGTH),
                Arguments.of("more behind", sample("Transfer").cut(length + 8).bytes(), LENGTH),
                Arguments.of("length 0", sample("Transfer").put32(0, 0).bytes(), LENGTH),
                Arguments.of("length -1", sample("Transfer").put32(0, -1).bytes(), LENGTH),
                Arguments.of(
                        "odd length", sample("Transfer").resized(length + 1).bytes(), LENGTH),
                Arguments.of(
                        "eight zeros behind",
                        sample("Transfer").resized(length + 8).bytes(),
                        CONTENT_LENGTH),
                Arguments.of(
                        "eight bytes less",
                        sample("Transfer").resized(length - 8).bytes(),
                        CONTENT_LENGTH));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("schema", sample("Transfer").put16(SCHEMA, 7_012).bytes(), SCHEMA_UNKNOWN),
                Arguments.of("version 0", sample("Transfer").put16(VERSION, 0).bytes(), SCHEMA_UNKNOWN),
                Arguments.of("version 2", sample("Transfer").put16(VERSION, 2).bytes(), SCHEMA_UNKNOWN),
                Arguments.of("template 0", sample("Transfer").put16(TEMPLATE, 0).bytes(), TEMPLATE_UNKNOWN),
                Arguments.of(
                        "template 39", sample("Transfer").put16(TEMPLATE, 39).bytes(), TEMPLATE_UNKNOWN),
                Arguments.of(
                        "template 59", sample("Transfer").put16(TEMPLATE, 59).bytes(), TEMPLATE_UNKNOWN),
                Arguments.of(
                        "template 60", sample("Transfer").put16(TEMPLATE, 60).bytes(), TEMPLATE_UNKNOWN),
                Arguments.of(
                        "template 65535",
                        sample("Transfer").put16(TEMPLATE, 65_535).bytes(),
                        TEMPLATE_UNKNOWN),
                Arguments.of("a tick", FrameBytes.tick(), TEMPLATE_UNKNOWN),
                Arguments.of("an answer", SampleAnswers.frames().get("CommandAnswer"), TEMPLATE_UNKNOWN),
                Arguments.of(
                        "another block length",
                        sample("Transfer").put16(BLOCK_LENGTH, 63).bytes(),
                        "the block's length is not that of its template"),
                Arguments.of("padding", lastByteSet("CreateLedger"), PADDING),
                Arguments.of("padding of a group", lastByteSet("GetAccounts"), PADDING));
    }

    @Test
    void shouldRefuseEveryOptionThatATemplateDoesNotHave() {
        SampleRequests.byTemplate().forEach((template, request) -> {
            for (int bit = knownOptions(template); bit < 16; bit++) {
                final byte[] frame = Patched.of(request).options(1 << bit).bytes();
                assertThat(check.check(FrameBytes.exactly(frame), 0, frame.length))
                        .isEqualTo(Outcome.MALFORMED);
                assertThat(check.why())
                        .as("%s, bit %d", template, bit)
                        .isEqualTo("an option that this command does not have");
            }
        });
        final byte[] reversal = sample("Reverse").options(1).bytes();
        assertThat(check.check(FrameBytes.exactly(reversal), 0, reversal.length))
                .isEqualTo(Outcome.MALFORMED);
    }

    /** Options are the lowest bits; only a reversal knows its second bit and not its first. */
    private static int knownOptions(final String template) {
        return switch (template) {
            case "SetLimits", "Freeze", "Unfreeze", "Capture", "Reverse" -> 2;
            case "SetInstrument", "Place" -> 5;
            case "Replace" -> 6;
            case "Cancel", "CancelAll" -> 1;
            case "Transfer" -> 1;
            default -> 0;
        };
    }

    static Stream<Arguments> groups() {
        final int legs = 16 + EntryDecoder.BLOCK_LENGTH;
        final int accounts = 16 + GetAccountsDecoder.BLOCK_LENGTH;
        final String shorter = "the frame is shorter than its template";
        final String block = "the group's block is not that of its template";
        return Stream.of(
                Arguments.of("no group", sample("Entry").resized(legs / 8 * 8).bytes(), shorter),
                Arguments.of("a leg's block", sample("Entry").put16(legs, 0).bytes(), block),
                Arguments.of(
                        "an account's block",
                        sample("GetAccounts").put16(accounts, 12).bytes(),
                        block),
                Arguments.of("a leg less", sample("Entry").put16(legs + 2, 3).bytes(), CONTENT_LENGTH),
                Arguments.of("a leg more", sample("Entry").put16(legs + 2, 5).bytes(), CONTENT_LENGTH),
                Arguments.of(
                        "65535 legs", sample("Entry").put16(legs + 2, 65_535).bytes(), CONTENT_LENGTH),
                Arguments.of(
                        "an account more",
                        sample("GetAccounts").put16(accounts + 2, 3).bytes(),
                        CONTENT_LENGTH));
    }

    static Stream<Arguments> conditions() {
        final int start = conditioned().conditions();
        final int count = start + 16 + ConditionsDecoder.BLOCK_LENGTH + 2;
        final int conditionsLength = conditioned().bytes().length - start;
        final String length = "the conditions' length is not what their header says";
        final String contentLength = "the conditions' length is not that of their content";
        final String template = "the conditions are not of their template";
        final String expectation = "expect needs an owner and a version of 0..2^63-1";
        final int owner = ConditionsDecoder.ExpectationsDecoder.ownerEncodingOffset();
        final int version = ConditionsDecoder.ExpectationsDecoder.versionEncodingOffset();
        return Stream.of(
                Arguments.of(
                        "of a read",
                        sample("GetOutcome").put16(CONDITIONS_LENGTH, 8).bytes(),
                        CONTENT_LENGTH),
                Arguments.of("of a read, whole", readWithConditions(), "a read has no conditions"),
                Arguments.of(
                        "longer than the frame",
                        conditioned().put16(CONDITIONS_LENGTH, 65_528).bytes(),
                        CONTENT_LENGTH),
                Arguments.of(
                        "not told of", conditioned().put16(CONDITIONS_LENGTH, 0).bytes(), CONTENT_LENGTH),
                Arguments.of(
                        "of no length",
                        sample("Transfer")
                                .put16(CONDITIONS_LENGTH, 16)
                                .resized(96)
                                .bytes(),
                        length),
                Arguments.of("a header alone", headerOfConditionsAlone(), length),
                Arguments.of(
                        "length",
                        conditioned().put32(start, conditionsLength - 8).bytes(),
                        length),
                Arguments.of(
                        "template", conditioned().put16(start + TEMPLATE, 61).bytes(), template),
                Arguments.of("schema", conditioned().put16(start + SCHEMA, 1).bytes(), template),
                Arguments.of(
                        "version of the schema",
                        conditioned().put16(start + VERSION, 2).bytes(),
                        template),
                Arguments.of(
                        "block", conditioned().put16(start + BLOCK_LENGTH, 16).bytes(), template),
                Arguments.of("options", conditioned().put16(start + OPTIONS, 1).bytes(), template),
                Arguments.of(
                        "conditions of conditions",
                        conditioned().put16(start + CONDITIONS_LENGTH, 8).bytes(),
                        template),
                Arguments.of(
                        "block of expect", conditioned().put16(count - 2, 20).bytes(), template),
                Arguments.of(
                        "too many", conditioned().put16(count, 2_001).bytes(), "expect names at most 2000 accounts"),
                Arguments.of("one more", conditioned().put16(count, 3).bytes(), contentLength),
                Arguments.of("one less", conditioned().put16(count, 1).bytes(), contentLength),
                Arguments.of("padding", lastByteSet(conditioned()), PADDING),
                Arguments.of(
                        "not_after", conditioned().put64(start + 16, -1).bytes(), "not_after must be 0..2^63-1 ns"),
                Arguments.of(
                        "owner",
                        conditioned()
                                .put64(start + Patched.expectation(1, owner), -1)
                                .bytes(),
                        expectation),
                Arguments.of(
                        "version",
                        conditioned()
                                .put64(start + Patched.expectation(0, version), -1)
                                .bytes(),
                        expectation));
    }

    @Test
    void shouldSeeOnlyTheFrameInABufferOfMore() {
        final byte[] frame = FrameBytes.of(SampleRequests.withConditions());
        final byte[] surrounded = new byte[frame.length + 64];
        Arrays.fill(surrounded, (byte) 0xEE);
        System.arraycopy(frame, 0, surrounded, 24, frame.length);
        assertThat(check.check(FrameBytes.exactly(surrounded), 24, frame.length))
                .isEqualTo(Outcome.OK);
    }

    private static Patched conditioned() {
        return Patched.of(SampleRequests.withConditions());
    }

    private static byte[] headerOfConditionsAlone() {
        final byte[] whole = conditioned().bytes();
        final Patched transfer = sample("Transfer");
        final int start = transfer.bytes().length;
        final byte[] bytes =
                transfer.put16(CONDITIONS_LENGTH, 16).resized(start + 16).bytes();
        System.arraycopy(whole, conditioned().conditions(), bytes, start, 16);
        return Patched.of(bytes).put32(start, 16).bytes();
    }

    private static byte[] readWithConditions() {
        final Patched source = conditioned();
        final byte[] frame = source.bytes();
        final int conditionsLength = frame.length - source.conditions();
        final Patched read = sample("GetOutcome");
        final int start = read.bytes().length;
        final byte[] whole = read.resized(start + conditionsLength)
                .put16(CONDITIONS_LENGTH, conditionsLength)
                .bytes();
        System.arraycopy(frame, source.conditions(), whole, start, conditionsLength);
        return whole;
    }

    private static byte[] lastByteSet(final String template) {
        return lastByteSet(sample(template));
    }

    private static byte[] lastByteSet(final Patched frame) {
        final byte[] bytes = frame.bytes();
        bytes[bytes.length - 1] = 1;
        return bytes;
    }

    private static Patched sample(final String template) {
        final Request request = SampleRequests.byTemplate().get(template);
        return Patched.of(request);
    }
}
