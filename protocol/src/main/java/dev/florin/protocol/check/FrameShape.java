package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CloseAccountDecoder;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.FreezeDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetInstrumentsDecoder;
import dev.florin.protocol.codec.GetLedgersDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.GetOutcomeDecoder;
import dev.florin.protocol.codec.GetTrialBalanceDecoder;
import dev.florin.protocol.codec.GroupSizeEncodingDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.MessageHeaderDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReopenAccountDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.codec.UnfreezeDecoder;
import org.agrona.DirectBuffer;

/**
 * Whether bytes are one whole frame: known template, lengths that add up, no unknown option, padding of zeros, conditions
 * within their bounds. What passes can be decoded without leaving the frame.
 */
final class FrameShape {
    private static final int GROUP_HEADER_LENGTH = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int NO_GROUP = -1;
    private static final Template[] TEMPLATES = new Template[Frames.MAX_READ_TEMPLATE_ID + 1];

    static {
        define(CreateLedgerDecoder.TEMPLATE_ID, CreateLedgerDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(OpenAccountDecoder.TEMPLATE_ID, OpenAccountDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(
                SetLimitsDecoder.TEMPLATE_ID,
                SetLimitsDecoder.BLOCK_LENGTH,
                NO_GROUP,
                Options.FLOOR_GIVEN | Options.CEILING_GIVEN);
        define(FreezeDecoder.TEMPLATE_ID, FreezeDecoder.BLOCK_LENGTH, NO_GROUP, Options.DEBITS | Options.CREDITS);
        define(UnfreezeDecoder.TEMPLATE_ID, UnfreezeDecoder.BLOCK_LENGTH, NO_GROUP, Options.DEBITS | Options.CREDITS);
        define(CloseAccountDecoder.TEMPLATE_ID, CloseAccountDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(ReopenAccountDecoder.TEMPLATE_ID, ReopenAccountDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(TransferDecoder.TEMPLATE_ID, TransferDecoder.BLOCK_LENGTH, NO_GROUP, Options.UP_TO);
        define(HoldDecoder.TEMPLATE_ID, HoldDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(CaptureDecoder.TEMPLATE_ID, CaptureDecoder.BLOCK_LENGTH, NO_GROUP, Options.KEEP_OPEN | Options.ALL);
        define(ReleaseDecoder.TEMPLATE_ID, ReleaseDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(EntryDecoder.TEMPLATE_ID, EntryDecoder.BLOCK_LENGTH, EntryDecoder.LegsDecoder.sbeBlockLength(), 0);
        define(ReverseDecoder.TEMPLATE_ID, ReverseDecoder.BLOCK_LENGTH, NO_GROUP, Options.ALL);
        define(CreateInstrumentDecoder.TEMPLATE_ID, CreateInstrumentDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(
                SetInstrumentDecoder.TEMPLATE_ID,
                SetInstrumentDecoder.BLOCK_LENGTH,
                NO_GROUP,
                Options.STATE_GIVEN
                        | Options.REFERENCE_GIVEN
                        | Options.BAND_GIVEN
                        | Options.MAKER_FEE_GIVEN
                        | Options.TAKER_FEE_GIVEN);
        define(
                PlaceDecoder.TEMPLATE_ID,
                PlaceDecoder.BLOCK_LENGTH,
                NO_GROUP,
                Options.POST_ONLY
                        | Options.PRICE_GIVEN
                        | Options.STOP_GIVEN
                        | Options.DISPLAY_GIVEN
                        | Options.BUDGET_GIVEN);
        define(
                ReplaceDecoder.TEMPLATE_ID,
                ReplaceDecoder.BLOCK_LENGTH,
                NO_GROUP,
                Options.BY_ORDER_ID
                        | Options.PRICE_GIVEN
                        | Options.STOP_GIVEN
                        | Options.QUANTITY_GIVEN
                        | Options.REDUCE_BY_GIVEN
                        | Options.FILLED_GIVEN);
        define(CancelDecoder.TEMPLATE_ID, CancelDecoder.BLOCK_LENGTH, NO_GROUP, Options.BY_ORDER_ID);
        define(CancelAllDecoder.TEMPLATE_ID, CancelAllDecoder.BLOCK_LENGTH, NO_GROUP, Options.INSTRUMENT_GIVEN);
        define(
                GetAccountsDecoder.TEMPLATE_ID,
                GetAccountsDecoder.BLOCK_LENGTH,
                GetAccountsDecoder.AccountsDecoder.sbeBlockLength(),
                0);
        define(GetTrialBalanceDecoder.TEMPLATE_ID, GetTrialBalanceDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(GetOutcomeDecoder.TEMPLATE_ID, GetOutcomeDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(GetLedgersDecoder.TEMPLATE_ID, GetLedgersDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(GetBookDecoder.TEMPLATE_ID, GetBookDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(GetOrdersDecoder.TEMPLATE_ID, GetOrdersDecoder.BLOCK_LENGTH, NO_GROUP, 0);
        define(GetInstrumentsDecoder.TEMPLATE_ID, GetInstrumentsDecoder.BLOCK_LENGTH, NO_GROUP, 0);
    }

    private final GroupSizeEncodingDecoder groupSize = new GroupSizeEncodingDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConditionsDecoder conditions = new ConditionsDecoder();
    private boolean isExpectedLedgerMissing;

    private record Template(int blockLength, int groupBlockLength, int options) {}

    private static void define(
            final int templateId, final int blockLength, final int groupBlockLength, final int options) {
        TEMPLATES[templateId] = new Template(blockLength, groupBlockLength, options);
    }

    /** Whether the conditions found last name ledger 0, which stands for a code that nobody knows. */
    boolean isExpectedLedgerMissing() {
        return isExpectedLedgerMissing;
    }

    /** Returns what is wrong, or null. */
    String check(final DirectBuffer buffer, final int offset, final int length) {
        isExpectedLedgerMissing = false;
        if (length < Frames.HEADER_LENGTH || Frames.frameLength(buffer, offset) != length || length % 8 != 0) {
            return "the frame's length is not what its header says, or no multiple of 8";
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            return "the frame is of another schema or version";
        }
        final int templateId = header.templateId();
        final Template template = templateId < TEMPLATES.length ? TEMPLATES[templateId] : null;
        if (template == null) {
            return "not a command that a client may send";
        }
        if (header.blockLength() != template.blockLength) {
            return "the block's length is not that of its template";
        }
        if ((header.options() & ~template.options) != 0) {
            return "an option that this command does not have";
        }
        final int conditionsLength = header.conditionsLength();
        final String fault = checkBody(template, buffer, offset, length - conditionsLength);
        if (fault != null || conditionsLength == 0) {
            return fault;
        }
        return Frames.isCommand(templateId)
                ? checkConditions(buffer, offset + length - conditionsLength, conditionsLength)
                : "a read has no conditions";
    }

    private String checkBody(
            final Template template, final DirectBuffer buffer, final int offset, final int bodyLength) {
        int length = Frames.HEADER_LENGTH + template.blockLength;
        if (template.groupBlockLength != NO_GROUP) {
            if (bodyLength < length + GROUP_HEADER_LENGTH) {
                return "the frame is shorter than its template";
            }
            groupSize.wrap(buffer, offset + length);
            if (groupSize.blockLength() != template.groupBlockLength) {
                return "the group's block is not that of its template";
            }
            length += GROUP_HEADER_LENGTH + groupSize.numInGroup() * template.groupBlockLength;
        }
        if (Frames.align(length) != bodyLength) {
            return "the frame's length is not that of its content";
        }
        return isZero(buffer, offset + length, offset + bodyLength) ? null : "padding must be zeros";
    }

    private String checkConditions(final DirectBuffer buffer, final int offset, final int length) {
        final int fixed = Frames.HEADER_LENGTH + ConditionsDecoder.BLOCK_LENGTH + GROUP_HEADER_LENGTH;
        if (length < fixed || Frames.frameLength(buffer, offset) != length) {
            return "the conditions' length is not what their header says";
        }
        header.wrap(buffer, offset);
        groupSize.wrap(buffer, offset + fixed - GROUP_HEADER_LENGTH);
        final int count = groupSize.numInGroup();
        if (header.templateId() != ConditionsDecoder.TEMPLATE_ID
                || header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() != MessageHeaderDecoder.SCHEMA_VERSION
                || header.blockLength() != ConditionsDecoder.BLOCK_LENGTH
                || header.options() != 0
                || header.conditionsLength() != 0
                || groupSize.blockLength() != ConditionsDecoder.ExpectationsDecoder.sbeBlockLength()) {
            return "the conditions are not of their template";
        }
        if (count > Bounds.MAX_EXPECTATIONS) {
            return "expect names at most 2000 accounts";
        }
        final int contentLength = fixed + count * ConditionsDecoder.ExpectationsDecoder.sbeBlockLength();
        if (Frames.align(contentLength) != length) {
            return "the conditions' length is not that of their content";
        }
        if (!isZero(buffer, offset + contentLength, offset + length)) {
            return "padding must be zeros";
        }
        return checkConditionValues(buffer, offset);
    }

    private String checkConditionValues(final DirectBuffer buffer, final int offset) {
        conditions.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                ConditionsDecoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        if (conditions.notAfterNs() < 0) {
            return "not_after must be 0..2^63-1 ns";
        }
        for (final ConditionsDecoder.ExpectationsDecoder expectation : conditions.expectations()) {
            if (expectation.owner() < 0 || expectation.version() < 0) {
                return "expect needs an owner and a version of 0..2^63-1";
            }
            isExpectedLedgerMissing |= expectation.ledger() == 0;
        }
        return null;
    }

    private static boolean isZero(final DirectBuffer buffer, final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (buffer.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
