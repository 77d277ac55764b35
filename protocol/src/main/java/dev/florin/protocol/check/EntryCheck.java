package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import org.agrona.DirectBuffer;

/**
 * Checks an entry whose shape was found right: first whether every leg is well formed, then key and count, then the legs'
 * content one by one. Fields that a leg of its kind does not have must be 0, so that equal content has equal bytes.
 */
final class EntryCheck {
    private final EntryDecoder entry = new EntryDecoder();
    private int leg;
    private String why;

    Outcome check(final DirectBuffer buffer, final int offset) {
        leg = Bounds.NO_LEG;
        entry.wrap(buffer, offset + Frames.HEADER_LENGTH, EntryDecoder.BLOCK_LENGTH, Frames.version(buffer, offset));
        final Outcome form = checkForm(entry.legs());
        if (form != Outcome.OK) {
            return form;
        }
        if ((entry.keyHigh() | entry.keyLow()) == 0) {
            return refuse(Outcome.KEY_ZERO);
        }
        entry.sbeRewind();
        return checkContent(entry.legs());
    }

    int leg() {
        return leg;
    }

    String why() {
        return why;
    }

    private Outcome checkForm(final EntryDecoder.LegsDecoder legs) {
        for (int i = 0; legs.hasNext(); i++) {
            why = formFault(legs.next());
            if (why != null) {
                leg = i;
                return Outcome.MALFORMED;
            }
        }
        return Outcome.OK;
    }

    private Outcome checkContent(final EntryDecoder.LegsDecoder legs) {
        if (legs.count() == 0) {
            return refuse(Outcome.NO_LEGS);
        }
        if (legs.count() > Bounds.MAX_LEGS) {
            return refuse(Outcome.TOO_MANY_LEGS);
        }
        for (int i = 0; legs.hasNext(); i++) {
            final Outcome outcome = contentFault(legs.next());
            if (outcome != Outcome.OK) {
                leg = i;
                return refuse(outcome);
            }
        }
        return Outcome.OK;
    }

    private Outcome refuse(final Outcome outcome) {
        why = Refusals.words(outcome);
        return outcome;
    }

    private static String formFault(final EntryDecoder.LegsDecoder leg) {
        if (leg.reserved() != 0) {
            return "reserved bytes of a leg must be 0";
        }
        return switch (leg.kind()) {
            case TransferDecoder.TEMPLATE_ID -> transferFault(leg);
            case HoldDecoder.TEMPLATE_ID -> holdFault(leg);
            case CaptureDecoder.TEMPLATE_ID -> captureFault(leg);
            case ReleaseDecoder.TEMPLATE_ID -> releaseFault(leg);
            default -> "a leg is a transfer, hold, capture or release";
        };
    }

    private static String transferFault(final EntryDecoder.LegsDecoder leg) {
        if (leg.options() != 0) {
            return "a transfer in an entry has no options (up_to is for transfers alone)";
        }
        if (leg.timeoutNs() != 0) {
            return "a transfer has no timeout";
        }
        return partiesFault(leg);
    }

    private static String holdFault(final EntryDecoder.LegsDecoder leg) {
        if (leg.options() != 0) {
            return "a hold has no options";
        }
        if (leg.timeoutNs() < 0) {
            return "timeout must be 0..2^63-1 ns";
        }
        return partiesFault(leg);
    }

    private static String partiesFault(final EntryDecoder.LegsDecoder leg) {
        if ((leg.debitOwner() | leg.creditOwner()) < 0) {
            return "owner must be 0..2^63-1";
        }
        if ((leg.holdHigh() | leg.holdLow() | leg.holdLeg()) != 0) {
            return "a transfer or hold names no hold";
        }
        return null;
    }

    private static String captureFault(final EntryDecoder.LegsDecoder leg) {
        if ((leg.options() & ~(Options.ALL | Options.KEEP_OPEN)) != 0) {
            return "a capture has no such option";
        }
        if ((leg.options() & Options.ALL) != 0 && leg.amount() != 0) {
            return "a capture of all carries no amount";
        }
        return holdReferenceFault(leg);
    }

    private static String releaseFault(final EntryDecoder.LegsDecoder leg) {
        if (leg.options() != 0 || leg.amount() != 0) {
            return "a release has neither options nor amount";
        }
        return holdReferenceFault(leg);
    }

    private static String holdReferenceFault(final EntryDecoder.LegsDecoder leg) {
        if (leg.holdLeg() >= Bounds.MAX_LEGS && leg.holdLeg() != Bounds.NO_LEG) {
            return "the leg of a hold must be 0..999";
        }
        final long parties = leg.debitOwner()
                | leg.creditOwner()
                | leg.debitLedger()
                | leg.creditLedger()
                | leg.debitType()
                | leg.creditType()
                | leg.timeoutNs();
        return parties == 0 ? null : "a capture or release names no accounts and no timeout";
    }

    private static Outcome contentFault(final EntryDecoder.LegsDecoder leg) {
        return switch (leg.kind()) {
            case TransferDecoder.TEMPLATE_ID, HoldDecoder.TEMPLATE_ID ->
                PartiesCheck.check(
                        leg.debitOwner(),
                        leg.debitLedger(),
                        leg.debitType(),
                        leg.creditOwner(),
                        leg.creditLedger(),
                        leg.creditType(),
                        leg.amount());
            case CaptureDecoder.TEMPLATE_ID ->
                (leg.options() & Options.ALL) != 0 ? Outcome.OK : PartiesCheck.amount(leg.amount());
            default -> Outcome.OK;
        };
    }
}
