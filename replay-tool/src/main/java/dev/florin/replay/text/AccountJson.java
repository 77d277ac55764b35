package dev.florin.replay.text;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.Names;
import dev.florin.statemachine.StateMachine;
import java.util.List;
import java.util.Locale;

/** Accounts as the JSON door answers {@code get}, in minor units. */
final class AccountJson implements AccountFormat {
    private final Names names;

    AccountJson(final Names names) {
        this.names = names;
    }

    @Override
    public List<String> heading(final StateMachine state) {
        return List.of(new JsonFields()
                .put("seq", state.lastSequence())
                .put("at", state.lastTimestampNs())
                .put("accounts", state.accountCount())
                .put("open_holds", state.openHoldCount())
                .put("state_hash", String.format(Locale.ROOT, "%016x", state.stateHash()))
                .toString());
    }

    @Override
    public List<String> lines(final Answer.Account account) {
        return List.of(fields(account).toString());
    }

    private JsonFields fields(final Answer.Account account) {
        final JsonFields fields = new JsonFields()
                .put("account", names.account(account.id()))
                .put("debits_posted", account.debitsPosted())
                .put("credits_posted", account.creditsPosted())
                .put("debits_pending", account.debitsPending())
                .put("credits_pending", account.creditsPending())
                .put("balance", account.balance());
        if (account.floor() == Bounds.NO_FLOOR) {
            fields.put("available", "unlimited").put("floor", "none");
        } else {
            fields.put("available", account.available()).put("floor", account.floor());
        }
        if (account.ceiling() == Bounds.NO_CEILING) {
            fields.put("ceiling", "none");
        } else {
            fields.put("ceiling", account.ceiling());
        }
        fields.put("state", AccountFormat.stateOf(account)).put("version", account.version());
        fields.put("holds", account.holds().stream().map(AccountJson::hold).toList());
        return fields.putIf("more", account.moreHolds());
    }

    private static JsonFields hold(final Answer.OpenHold hold) {
        final JsonFields fields =
                new JsonFields().put("hold", hold.id().toString()).put("remaining", hold.remaining());
        return hold.expiresAtNs() == Bounds.NO_EXPIRY ? fields : fields.put("expires_at", hold.expiresAtNs());
    }
}
