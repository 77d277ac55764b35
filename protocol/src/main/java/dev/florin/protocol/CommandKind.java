package dev.florin.protocol;

import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CloseAccountDecoder;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.FreezeDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReopenAccountDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TickDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.codec.UnfreezeDecoder;

/** The commands that take a sequence, with their names at text doors and their template ids in frames. */
public enum CommandKind {
    /** Makes a ledger. */
    CREATE_LEDGER("create_ledger", CreateLedgerDecoder.TEMPLATE_ID),
    /** Opens an account. */
    OPEN_ACCOUNT("open_account", OpenAccountDecoder.TEMPLATE_ID),
    /** Sets floor, ceiling or both. */
    SET_LIMITS("set_limits", SetLimitsDecoder.TEMPLATE_ID),
    /** Freezes debits, credits or both. */
    FREEZE("freeze", FreezeDecoder.TEMPLATE_ID),
    /** Unfreezes debits, credits or both. */
    UNFREEZE("unfreeze", UnfreezeDecoder.TEMPLATE_ID),
    /** Closes an account. */
    CLOSE("close", CloseAccountDecoder.TEMPLATE_ID),
    /** Reopens an account. */
    REOPEN("reopen", ReopenAccountDecoder.TEMPLATE_ID),
    /** Moves an amount. */
    TRANSFER("transfer", TransferDecoder.TEMPLATE_ID),
    /** Reserves an amount. */
    HOLD("hold", HoldDecoder.TEMPLATE_ID),
    /** Posts what a hold reserves. */
    CAPTURE("capture", CaptureDecoder.TEMPLATE_ID),
    /** Gives back what a hold reserves. */
    RELEASE("release", ReleaseDecoder.TEMPLATE_ID),
    /** Several legs, all or none. */
    ENTRY("entry", EntryDecoder.TEMPLATE_ID),
    /** Undoes a transfer or capture. */
    REVERSE("reverse", ReverseDecoder.TEMPLATE_ID),
    /** Lets time pass. */
    TICK("tick", TickDecoder.TEMPLATE_ID),
    /** Makes an instrument. */
    CREATE_INSTRUMENT("create_instrument", CreateInstrumentDecoder.TEMPLATE_ID),
    /** Sets state, reference price, band or fees of an instrument. */
    SET_INSTRUMENT("set_instrument", SetInstrumentDecoder.TEMPLATE_ID),
    /** Places an order. */
    PLACE("place", PlaceDecoder.TEMPLATE_ID),
    /** Changes an order. */
    REPLACE("replace", ReplaceDecoder.TEMPLATE_ID),
    /** Cancels an order. */
    CANCEL("cancel", CancelDecoder.TEMPLATE_ID),
    /** Cancels the orders of an owner. */
    CANCEL_ALL("cancel_all", CancelAllDecoder.TEMPLATE_ID);

    private static final CommandKind[] BY_TEMPLATE = new CommandKind[Frames.MAX_COMMAND_TEMPLATE_ID + 1];

    static {
        for (final CommandKind kind : values()) {
            BY_TEMPLATE[kind.templateId] = kind;
        }
    }

    private final String text;
    private final int templateId;

    CommandKind(final String text, final int templateId) {
        this.text = text;
        this.templateId = templateId;
    }

    /**
     * The name at text doors.
     *
     * @return such as {@code create_ledger}.
     */
    public String text() {
        return text;
    }

    /**
     * The template id in frames.
     *
     * @return 1..39.
     */
    public int templateId() {
        return templateId;
    }

    /**
     * Whether it is about instruments or orders, so that it may trade, open accounts and post on accounts that it does not name.
     *
     * @return false for the commands of the ledger.
     */
    public boolean isOfMatching() {
        return switch (this) {
            case CREATE_INSTRUMENT, SET_INSTRUMENT, PLACE, REPLACE, CANCEL, CANCEL_ALL -> true;
            default -> false;
        };
    }

    /**
     * The kind of a template id.
     *
     * @param templateId as found in a frame's header.
     * @return the kind, or null where no command has that id.
     */
    public static CommandKind ofTemplate(final int templateId) {
        return templateId >= 0 && templateId < BY_TEMPLATE.length ? BY_TEMPLATE[templateId] : null;
    }
}
