package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import java.math.BigInteger;
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

    final TreeMap<Integer, ModelInstrument> instruments = new TreeMap<>();
    /** Open orders, by order id. */
    final TreeMap<Long, ModelOrder> orders = new TreeMap<>();
    /** Orders that ended, by the key that placed them. */
    final Map<Uint128, ModelOrder> doneOrders = new LinkedHashMap<>();

    long lastQueueRank;

    ModelState() {}

    ModelState(final ModelState other) {
        ledgers.putAll(other.ledgers);
        other.accounts.forEach((id, account) -> accounts.put(id, new ModelAccount(account)));
        openHolds.putAll(other.openHolds);
        finishedHolds.putAll(other.finishedHolds);
        transfers.putAll(other.transfers);
        other.instruments.forEach((id, instrument) -> instruments.put(id, new ModelInstrument(instrument)));
        other.orders.forEach((id, order) -> orders.put(id, new ModelOrder(order)));
        doneOrders.putAll(other.doneOrders);
        lastQueueRank = other.lastQueueRank;
    }

    /** Takes over everything of another state, which is not to be used after. */
    void become(final ModelState other) {
        replace(ledgers, other.ledgers);
        replace(accounts, other.accounts);
        replace(openHolds, other.openHolds);
        replace(finishedHolds, other.finishedHolds);
        replace(transfers, other.transfers);
        replace(instruments, other.instruments);
        replace(orders, other.orders);
        replace(doneOrders, other.doneOrders);
        lastQueueRank = other.lastQueueRank;
    }

    private static <K, V> void replace(final Map<K, V> map, final Map<K, V> other) {
        map.clear();
        map.putAll(other);
    }

    /** Every account as it is now. */
    Map<AccountId, ModelAccount> copyOfAccounts() {
        final Map<AccountId, ModelAccount> copies = new LinkedHashMap<>();
        accounts.forEach((id, account) -> copies.put(id, new ModelAccount(account)));
        return copies;
    }

    /** What open orders may still cost, by paying account: worked out anew from the orders as they stand. */
    Map<AccountId, BigInteger> reservedByOrders() {
        final Map<AccountId, BigInteger> reserved = new LinkedHashMap<>();
        orders.values().forEach(order -> reserved.merge(order.payingAccount(), order.toReserve(), BigInteger::add));
        return reserved;
    }

    /** The version of an account; 0 where there is none. */
    long version(final AccountId id) {
        final ModelAccount account = accounts.get(id);
        return account == null ? 0 : account.version;
    }
}
