package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a command can change, copied whole before an entry so that a failing leg leaves no trace. */
final class ModelState {
    final TreeMap<Integer, Answer.Ledger> ledgers = new TreeMap<>();
    final Map<AccountId, ModelAccount> accounts = new LinkedHashMap<>();
    /** In the order in which they were made. */
    final Map<HoldId, ModelHold> openHolds = new LinkedHashMap<>();
    /** Why they are not open any more: what a command on them is refused with. */
    final Map<HoldId, Outcome> finishedHolds = new LinkedHashMap<>();

    final Map<Uint128, ModelTransfer> transfers = new LinkedHashMap<>();

    ModelState() {}

    ModelState(final ModelState other) {
        ledgers.putAll(other.ledgers);
        other.accounts.forEach((id, account) -> accounts.put(id, new ModelAccount(account)));
        openHolds.putAll(other.openHolds);
        finishedHolds.putAll(other.finishedHolds);
        transfers.putAll(other.transfers);
    }

    /** The version of an account; 0 where there is none. */
    long version(final AccountId id) {
        final ModelAccount account = accounts.get(id);
        return account == null ? 0 : account.version;
    }
}
