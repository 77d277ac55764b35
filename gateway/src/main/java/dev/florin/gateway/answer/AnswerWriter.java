package dev.florin.gateway.answer;

import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.LineAction;
import dev.florin.gateway.request.Refusal;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.json.JsonLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the answer to a line. Belongs to one thread. */
public final class AnswerWriter {
    private final JsonLines json;

    /**
     * A writer.
     *
     * @param json where the answers go.
     */
    public AnswerWriter(final JsonLines json) {
        this.json = json;
    }

    /**
     * Writes that the door did not let a line in.
     *
     * @param line as far as it could be read.
     * @param lineNumber of the line, from 1.
     * @param refusal why.
     */
    public void writeRefusal(final DecodedLine line, final long lineNumber, final Refusal refusal) {
        json.startObject();
        if (line.op() != null) {
            json.name("op").value(line.op());
        }
        if (line.key() != null) {
            json.name("key").value(line.key());
        }
        json.name("outcome").value(refusal.outcome().name());
        writeLeg(refusal.leg());
        json.name("line").value(lineNumber).name("why").value(refusal.why());
        json.endObject().endLine();
    }

    /**
     * Writes what a command decided.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeCommand(final DecodedLine line, final Answer.OfCommand answer) {
        json.startObject().name("op").value(line.op());
        if (line.key() != null) {
            json.name("key").value(line.key());
        }
        json.name("seq").value(answer.sequence()).name("at").value(answer.timestampNs());
        if (answer.kind() != CommandKind.TICK) {
            json.name("outcome").value(answer.outcome().name());
            writeDetails(answer.kind(), answer.outcome(), answer.amount(), answer.openedSequence(), answer.leg());
            writeMore(answer.more());
            if (answer.outcome() == Outcome.VERSION_MISMATCH) {
                writeVersions(line, answer.versions());
            }
            if (answer.duplicate()) {
                json.name("duplicate").value(true);
            }
        }
        json.endObject().endLine();
    }

    /**
     * Writes what a key decided.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeOutcome(final DecodedLine line, final Answer.OfOutcome answer) {
        json.startObject().name("op").value(line.op()).name("key").value(line.key());
        json.name("found").value(answer.found());
        if (answer.found()) {
            json.name("of").value(answer.kind().text()).name("seq").value(answer.sequence());
            json.name("at").value(answer.timestampNs());
            json.name("outcome").value(answer.outcome().name());
            writeDetails(answer.kind(), answer.outcome(), answer.amount(), answer.openedSequence(), answer.leg());
            writeMore(answer.more());
            TradingAnswerWriter.writeProgress(json, answer.order());
        }
        json.endObject().endLine();
    }

    /**
     * Writes accounts.
     *
     * @param line that asked; names the accounts, in the answer's order.
     * @param answer to it.
     */
    public void writeAccounts(final DecodedLine line, final Answer.OfAccounts answer) {
        json.startObject().name("op").value(line.op()).name("seq").value(answer.sequence());
        json.name("accounts").startArray();
        for (int i = 0; i < answer.accounts().size(); i++) {
            writeAccount(line.accounts().get(i), answer.accounts().get(i));
        }
        json.endArray().endObject().endLine();
    }

    /**
     * Writes the sums of the ledgers.
     *
     * @param line that asked.
     * @param answer to it.
     */
    public void writeTrialBalance(final DecodedLine line, final Answer.OfTrialBalance answer) {
        json.startObject().name("op").value(line.op()).name("seq").value(answer.sequence());
        json.name("ledgers").startArray();
        for (final Answer.LedgerSums sums : answer.ledgers()) {
            json.startObject().name("ledger").value(sums.ledger().code());
            json.name("debits_posted").value(sums.debitsPosted());
            json.name("credits_posted").value(sums.creditsPosted());
            json.name("debits_pending").value(sums.debitsPending());
            json.name("credits_pending").value(sums.creditsPending());
            json.endObject();
        }
        json.endArray().endObject().endLine();
    }

    private void writeDetails(
            final CommandKind kind,
            final Outcome outcome,
            final long amount,
            final long openedSequence,
            final int leg) {
        if (outcome == Outcome.OK && movesMoney(kind)) {
            json.name("amount").value(amount);
        }
        if (outcome == Outcome.OK && kind == CommandKind.CANCEL_ALL) {
            json.name("cancelled").value(amount);
        }
        if (outcome.isSuccess() && kind == CommandKind.OPEN_ACCOUNT) {
            json.name("opened").value(openedSequence);
        }
        writeLeg(leg);
    }

    private void writeMore(final boolean isMore) {
        if (isMore) {
            json.name("more").value(true);
        }
    }

    private static boolean movesMoney(final CommandKind kind) {
        return switch (kind) {
            case TRANSFER, HOLD, CAPTURE, RELEASE, REVERSE -> true;
            default -> false;
        };
    }

    private void writeLeg(final int leg) {
        if (leg != Bounds.NO_LEG) {
            json.name("leg").value(leg);
        }
    }

    /** Each account spelled as its line spelled it. */
    private void writeVersions(final DecodedLine line, final List<Answer.AccountVersion> versions) {
        final Map<AccountId, Long> versionByAccount = new HashMap<>();
        for (final Answer.AccountVersion version : versions) {
            versionByAccount.put(version.account(), version.version());
        }
        final List<Conditions.Expectation> expectations = expectations(line);
        json.name("versions").startObject();
        for (int i = 0; i < expectations.size(); i++) {
            final Long version = versionByAccount.get(expectations.get(i).account());
            if (version != null) {
                json.name(line.expectedAccounts().get(i)).value(version);
            }
        }
        json.endObject();
    }

    private static List<Conditions.Expectation> expectations(final DecodedLine line) {
        if (line.action() instanceof LineAction.Offer offer && offer.request() instanceof Command command) {
            return command.conditions().expectations();
        }
        throw new IllegalStateException("versions in the answer to a line that expected none: " + line);
    }

    private void writeAccount(final String asSent, final Answer.Account account) {
        json.startObject().name("account").value(asSent);
        if (!account.exists()) {
            json.name("outcome").value(Outcome.ACCOUNT_NOT_FOUND.name()).endObject();
            return;
        }
        json.name("debits_posted").value(account.debitsPosted());
        json.name("credits_posted").value(account.creditsPosted());
        json.name("debits_pending").value(account.debitsPending());
        json.name("credits_pending").value(account.creditsPending());
        json.name("balance").value(account.balance());
        writeUnless(account.floor() == Bounds.NO_FLOOR, "available", "unlimited", account.available());
        writeUnless(account.floor() == Bounds.NO_FLOOR, "floor", "none", account.floor());
        writeUnless(account.ceiling() == Bounds.NO_CEILING, "ceiling", "none", account.ceiling());
        json.name("state").value(state(account)).name("version").value(account.version());
        writeHolds(account);
        json.endObject();
    }

    private void writeUnless(final boolean isWord, final String name, final String word, final long number) {
        json.name(name);
        if (isWord) {
            json.value(word);
        } else {
            json.value(number);
        }
    }

    private static String state(final Answer.Account account) {
        if (account.closed()) {
            return "closed";
        }
        if (account.debitsFrozen()) {
            return account.creditsFrozen() ? "frozen" : "frozen_debits";
        }
        return account.creditsFrozen() ? "frozen_credits" : "open";
    }

    private void writeHolds(final Answer.Account account) {
        json.name("holds").startArray();
        for (final Answer.OpenHold hold : account.holds()) {
            json.startObject().name("hold").value(hold.id().toString());
            json.name("remaining").value(hold.remaining());
            if (hold.expiresAtNs() != Bounds.NO_EXPIRY) {
                json.name("expires_at").value(hold.expiresAtNs());
            }
            json.endObject();
        }
        json.endArray();
        writeMore(account.moreHolds());
    }
}
