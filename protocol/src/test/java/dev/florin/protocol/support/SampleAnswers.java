package dev.florin.protocol.support;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.codec.AccountsAnswerEncoder;
import dev.florin.protocol.codec.CommandAnswerEncoder;
import dev.florin.protocol.codec.HoldEventEncoder;
import dev.florin.protocol.codec.LedgersAnswerEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OutcomeAnswerEncoder;
import dev.florin.protocol.codec.RefusalEncoder;
import dev.florin.protocol.codec.TrialBalanceAnswerEncoder;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** One answer of every template, as a frame and as the value that it stands for. */
public final class SampleAnswers {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final AccountId ANNA = new AccountId(42, 752, 0);
    private static final AccountId NOBODY = new AccountId(Long.MAX_VALUE, 752, 255);
    private static final long AT = 1_700_000_000_000_000_000L;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private SampleAnswers() {}

    /**
     * The frames by the name of their template.
     *
     * @return in the order of template ids; events are the last.
     */
    public static Map<String, byte[]> frames() {
        final Map<String, byte[]> frames = new LinkedHashMap<>();
        frames.put("CommandAnswer", new SampleAnswers().command());
        frames.put("AccountsAnswer", new SampleAnswers().accounts());
        frames.put("TrialBalanceAnswer", new SampleAnswers().trialBalance());
        frames.put("OutcomeAnswer", new SampleAnswers().outcome());
        frames.put("LedgersAnswer", new SampleAnswers().ledgers());
        frames.put("Refusal", new SampleAnswers().refusal());
        frames.putAll(SampleTradingAnswers.answers());
        frames.put("HoldEvent", new SampleAnswers().holdEvent());
        frames.putAll(SampleTradingAnswers.events());
        return frames;
    }

    /**
     * What the frames of answers stand for.
     *
     * @return by the name of their template; events are no answers.
     */
    public static Map<String, Answer> values() {
        final Answer.Ledger krona = new Answer.Ledger(752, "SEK", 2);
        final BigInteger wide = BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(5));
        final Answer.OpenHold open = new Answer.OpenHold(new HoldId(KEY, 3), 30, AT + 7);
        final Answer.Account anna = new Answer.Account(
                ANNA, true, 100, 1_000, 30, 5, -50, Bounds.NO_CEILING, false, true, false, 9, List.of(open), true);
        final Answer.Account nobody =
                new Answer.Account(NOBODY, false, 0, 0, 0, 0, 0, 0, false, false, false, 0, List.of(), false);
        final Map<String, Answer> values = new LinkedHashMap<>();
        values.put(
                "CommandAnswer",
                new Answer.OfCommand(
                        9,
                        AT,
                        CommandKind.TRANSFER,
                        Outcome.VERSION_MISMATCH,
                        true,
                        77,
                        6,
                        4,
                        List.of(new Answer.AccountVersion(ANNA, 7), new Answer.AccountVersion(NOBODY, 0))));
        values.put("AccountsAnswer", new Answer.OfAccounts(9, List.of(anna, nobody)));
        values.put(
                "TrialBalanceAnswer",
                new Answer.OfTrialBalance(
                        9, List.of(new Answer.LedgerSums(krona, wide, wide, BigInteger.ONE, BigInteger.TWO))));
        values.put(
                "OutcomeAnswer",
                new Answer.OfOutcome(KEY, true, CommandKind.HOLD, 5, AT, Outcome.OK, 80_000, 0, Bounds.NO_LEG));
        values.put("LedgersAnswer", new Answer.OfLedgers(9, List.of(krona)));
        values.put("Refusal", new Answer.Refused(Outcome.CLOSED));
        values.putAll(SampleTradingAnswers.values());
        return values;
    }

    private byte[] command() {
        final CommandAnswerEncoder out = new CommandAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        header.options(Options.DUPLICATE);
        out.sequence(9).timestampNs(AT).amount(77).openedSequence(6);
        out.kind(CommandKind.TRANSFER.templateId()).leg(4).outcome(Outcome.VERSION_MISMATCH.code());
        out.versionsCount(2)
                .next()
                .owner(ANNA.owner())
                .version(7)
                .ledger(ANNA.ledger())
                .accountType((short) ANNA.type())
                .next()
                .owner(NOBODY.owner())
                .version(0)
                .ledger(NOBODY.ledger())
                .accountType((short) NOBODY.type());
        return finish(out);
    }

    private byte[] accounts() {
        final AccountsAnswerEncoder out = new AccountsAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        final AccountsAnswerEncoder.AccountsEncoder accounts = out.sequence(9).accountsCount(2);
        accounts.next()
                .owner(ANNA.owner())
                .debitsPosted(100)
                .creditsPosted(1_000)
                .debitsPending(30);
        accounts.creditsPending(5)
                .floor(-50)
                .ceiling(Bounds.NO_CEILING)
                .version(9)
                .ledger(ANNA.ledger());
        accounts.accountType((short) ANNA.type()).state((short) (2 | 8));
        accounts.holdsCount(1)
                .next()
                .holdHigh(KEY.high())
                .holdLow(KEY.low())
                .remaining(30)
                .expiresAtNs(AT + 7)
                .holdLeg(3);
        accounts.next().owner(NOBODY.owner()).debitsPosted(0).creditsPosted(0).debitsPending(0);
        accounts.creditsPending(0).floor(0).ceiling(0).version(0).ledger(NOBODY.ledger());
        accounts.accountType((short) NOBODY.type()).state((short) 0).holdsCount(0);
        return finish(out);
    }

    private byte[] trialBalance() {
        final TrialBalanceAnswerEncoder out = new TrialBalanceAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(9)
                .ledgersCount(1)
                .next()
                .code("SEK")
                .ledger(752)
                .scale((short) 2)
                .debitsPostedHigh(1)
                .debitsPostedLow(5)
                .creditsPostedHigh(1)
                .creditsPostedLow(5)
                .debitsPendingHigh(0)
                .debitsPendingLow(1)
                .creditsPendingHigh(0)
                .creditsPendingLow(2);
        return finish(out);
    }

    private byte[] outcome() {
        final OutcomeAnswerEncoder out = new OutcomeAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        header.options(Options.FOUND);
        out.keyHigh(KEY.high())
                .keyLow(KEY.low())
                .sequence(5)
                .timestampNs(AT)
                .amount(80_000)
                .openedSequence(0)
                .filled(0)
                .remaining(0)
                .status((short) 0);
        out.kind(CommandKind.HOLD.templateId()).leg(Bounds.NO_LEG).outcome(Outcome.OK.code());
        return finish(out);
    }

    private byte[] ledgers() {
        final LedgersAnswerEncoder out = new LedgersAnswerEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(9).ledgersCount(1).next().code("SEK").ledger(752).scale((short) 2);
        return finish(out);
    }

    private byte[] refusal() {
        final RefusalEncoder out = new RefusalEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.outcome(Outcome.CLOSED.code()).kind(CommandKind.TRANSFER.templateId());
        return finish(out);
    }

    private byte[] holdEvent() {
        final HoldEventEncoder out = new HoldEventEncoder().wrapAndApplyHeader(buffer, 0, header);
        out.sequence(22).timestampNs(AT).holdHigh(KEY.high()).holdLow(KEY.low()).amount(30_000);
        out.remaining(0).holdLeg(Bounds.NO_LEG).status((short) 4);
        out.refHigh(1).refLow(901).code(7);
        return finish(out);
    }

    private byte[] finish(final MessageEncoderFlyweight out) {
        final int length = Frames.align(Frames.HEADER_LENGTH + out.encodedLength());
        header.wrap(buffer, 0).frameLength(length);
        return Arrays.copyOf(buffer.byteArray(), length);
    }
}
