package dev.florin.protocol.answer;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.AccountsAnswerDecoder;
import dev.florin.protocol.codec.CommandAnswerDecoder;
import dev.florin.protocol.codec.LedgersAnswerDecoder;
import dev.florin.protocol.codec.OutcomeAnswerDecoder;
import dev.florin.protocol.codec.RefusalDecoder;
import dev.florin.protocol.codec.TrialBalanceAnswerDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads answers out of frames. Holds flyweights, so it belongs to one thread; what it returns is free of the buffer. */
public final class AnswerDecoder {
    private static final int DEBITS_FROZEN = 1;
    private static final int CREDITS_FROZEN = 2;
    private static final int CLOSED = 4;
    private static final int MORE_HOLDS = 8;
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

    private final CommandAnswerDecoder command = new CommandAnswerDecoder();
    private final AccountsAnswerDecoder accounts = new AccountsAnswerDecoder();
    private final TrialBalanceAnswerDecoder trialBalance = new TrialBalanceAnswerDecoder();
    private final OutcomeAnswerDecoder outcome = new OutcomeAnswerDecoder();
    private final LedgersAnswerDecoder ledgers = new LedgersAnswerDecoder();
    private final RefusalDecoder refusal = new RefusalDecoder();
    private final TradingAnswerDecoder trading = new TradingAnswerDecoder();

    /**
     * Reads one answer.
     *
     * @param buffer that holds it; only read.
     * @param offset of its header.
     * @return the answer as a value.
     * @throws IllegalArgumentException if the frame is no answer.
     */
    public Answer decode(final DirectBuffer buffer, final int offset) {
        final int templateId = Frames.templateId(buffer, offset);
        return switch (templateId) {
            case CommandAnswerDecoder.TEMPLATE_ID -> decodeCommand(buffer, offset);
            case AccountsAnswerDecoder.TEMPLATE_ID -> decodeAccounts(buffer, offset);
            case TrialBalanceAnswerDecoder.TEMPLATE_ID -> decodeTrialBalance(buffer, offset);
            case OutcomeAnswerDecoder.TEMPLATE_ID -> decodeOutcome(buffer, offset);
            case LedgersAnswerDecoder.TEMPLATE_ID -> decodeLedgers(buffer, offset);
            case RefusalDecoder.TEMPLATE_ID -> {
                Frames.wrap(refusal, buffer, offset);
                yield new Answer.Refused(Outcome.of(refusal.outcome()));
            }
            default -> trading.decode(templateId, buffer, offset);
        };
    }

    private Answer decodeCommand(final DirectBuffer buffer, final int offset) {
        Frames.wrap(command, buffer, offset);
        final int options = Frames.options(buffer, offset);
        final Answer.OfCommand head = new Answer.OfCommand(
                command.sequence(),
                command.timestampNs(),
                CommandKind.ofTemplate(command.kind()),
                Outcome.of(command.outcome()),
                (options & Options.DUPLICATE) != 0,
                command.amount(),
                command.openedSequence(),
                command.leg(),
                List.of(),
                (options & Options.MORE) != 0);
        final CommandAnswerDecoder.VersionsDecoder versions = command.versions();
        return versions.count() == 0 ? head : withVersions(head, versions);
    }

    private static Answer.OfCommand withVersions(
            final Answer.OfCommand head, final CommandAnswerDecoder.VersionsDecoder versions) {
        final List<Answer.AccountVersion> list = new ArrayList<>(versions.count());
        for (final CommandAnswerDecoder.VersionsDecoder version : versions) {
            final AccountId account = new AccountId(version.owner(), version.ledger(), version.accountType());
            list.add(new Answer.AccountVersion(account, version.version()));
        }
        return new Answer.OfCommand(
                head.sequence(),
                head.timestampNs(),
                head.kind(),
                head.outcome(),
                head.duplicate(),
                head.amount(),
                head.openedSequence(),
                head.leg(),
                List.copyOf(list),
                head.more());
    }

    private Answer decodeAccounts(final DirectBuffer buffer, final int offset) {
        Frames.wrap(accounts, buffer, offset);
        final long sequence = accounts.sequence();
        final List<Answer.Account> list = new ArrayList<>();
        for (final AccountsAnswerDecoder.AccountsDecoder account : accounts.accounts()) {
            list.add(decodeAccount(account));
        }
        return new Answer.OfAccounts(sequence, List.copyOf(list));
    }

    private static Answer.Account decodeAccount(final AccountsAnswerDecoder.AccountsDecoder account) {
        final AccountId id = new AccountId(account.owner(), account.ledger(), account.accountType());
        final int state = account.state();
        final long debitsPosted = account.debitsPosted();
        final long creditsPosted = account.creditsPosted();
        final long debitsPending = account.debitsPending();
        final long creditsPending = account.creditsPending();
        final long floor = account.floor();
        final long ceiling = account.ceiling();
        final long version = account.version();
        final List<Answer.OpenHold> holds = new ArrayList<>();
        for (final AccountsAnswerDecoder.AccountsDecoder.HoldsDecoder hold : account.holds()) {
            final HoldId holdId = new HoldId(new Uint128(hold.holdHigh(), hold.holdLow()), hold.holdLeg());
            holds.add(new Answer.OpenHold(holdId, hold.remaining(), hold.expiresAtNs()));
        }
        return new Answer.Account(
                id,
                version != 0,
                debitsPosted,
                creditsPosted,
                debitsPending,
                creditsPending,
                floor,
                ceiling,
                (state & DEBITS_FROZEN) != 0,
                (state & CREDITS_FROZEN) != 0,
                (state & CLOSED) != 0,
                version,
                List.copyOf(holds),
                (state & MORE_HOLDS) != 0);
    }

    private Answer decodeTrialBalance(final DirectBuffer buffer, final int offset) {
        Frames.wrap(trialBalance, buffer, offset);
        final long sequence = trialBalance.sequence();
        final List<Answer.LedgerSums> list = new ArrayList<>();
        for (final TrialBalanceAnswerDecoder.LedgersDecoder ledger : trialBalance.ledgers()) {
            list.add(new Answer.LedgerSums(
                    new Answer.Ledger(ledger.ledger(), ledger.code(), ledger.scale()),
                    wide(ledger.debitsPostedHigh(), ledger.debitsPostedLow()),
                    wide(ledger.creditsPostedHigh(), ledger.creditsPostedLow()),
                    wide(ledger.debitsPendingHigh(), ledger.debitsPendingLow()),
                    wide(ledger.creditsPendingHigh(), ledger.creditsPendingLow())));
        }
        return new Answer.OfTrialBalance(sequence, List.copyOf(list));
    }

    private Answer decodeOutcome(final DirectBuffer buffer, final int offset) {
        Frames.wrap(outcome, buffer, offset);
        final int options = Frames.options(buffer, offset);
        final Uint128 key = new Uint128(outcome.keyHigh(), outcome.keyLow());
        return new Answer.OfOutcome(
                key,
                (options & Options.FOUND) != 0,
                CommandKind.ofTemplate(outcome.kind()),
                outcome.sequence(),
                outcome.timestampNs(),
                Outcome.of(outcome.outcome()),
                outcome.amount(),
                outcome.openedSequence(),
                outcome.leg(),
                TradingAnswerDecoder.progress(outcome.status(), outcome.filled(), outcome.remaining()),
                (options & Options.MORE) != 0);
    }

    private Answer decodeLedgers(final DirectBuffer buffer, final int offset) {
        Frames.wrap(ledgers, buffer, offset);
        final long sequence = ledgers.sequence();
        final List<Answer.Ledger> list = new ArrayList<>();
        for (final LedgersAnswerDecoder.LedgersDecoder ledger : ledgers.ledgers()) {
            list.add(new Answer.Ledger(ledger.ledger(), ledger.code(), ledger.scale()));
        }
        return new Answer.OfLedgers(sequence, List.copyOf(list));
    }

    private static BigInteger wide(final long high, final long low) {
        final BigInteger lower = BigInteger.valueOf(low);
        return BigInteger.valueOf(high).shiftLeft(64).add(low < 0 ? lower.add(UNSIGNED_LIMIT) : lower);
    }
}
