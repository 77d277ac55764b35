package dev.florin.engine.client;

import dev.florin.engine.Engine;
import dev.florin.engine.FlorinClient;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A front end's way to an engine: commands by name, reads, and the helpers for what is hard to get right. Safe for any
 * thread; make one and share it. Only the client's reply thread, where what is chained to futures runs, may send but not
 * wait: it would wait for itself, and gets an {@link IllegalStateException}.
 *
 * <p>A read that is not answered throws {@link NoAnswerException}; one that is refused, because the engine is closed or it
 * asks for more than a bound allows, {@link RefusedException}.
 *
 * <pre>{@code
 * Florin florin = Florin.on(engine);
 * Ledger sek = florin.ledger("SEK");
 * Result<Receipt.Posted> paid = florin.transfer(key)
 *         .from(sek.account(42))
 *         .to(sek.account(7))
 *         .amount(sek.amount("99.90"))
 *         .call();
 * }</pre>
 */
public final class Florin {
    /** How long a call waits for its answer unless {@link #withTimeout} says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final FlorinClient client;
    private final Caller caller;
    /** Ledgers never change once made, so they are looked up once. */
    private final Map<String, Ledger> ledgers;

    private Florin(final FlorinClient client, final Caller caller, final Map<String, Ledger> ledgers) {
        this.client = client;
        this.caller = caller;
        this.ledgers = ledgers;
    }

    /**
     * A front end of an engine in this process.
     *
     * @param engine open; closing it ends this.
     * @return a front end over the engine's shared client.
     */
    public static Florin on(final Engine engine) {
        final FlorinClient client = engine.client();
        return new Florin(client, new Caller(client, DEFAULT_TIMEOUT), new ConcurrentHashMap<>());
    }

    /**
     * The same front end with another patience.
     *
     * @param timeout that calls wait for their answer, above 0; one of centuries is for ever.
     * @return another front end over the same client.
     * @throws IllegalArgumentException if it is not above 0.
     */
    public Florin withTimeout(final Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("nobody can answer within " + timeout);
        }
        return new Florin(client, caller.withTimeout(timeout), ledgers);
    }

    /**
     * The ledger of a code.
     *
     * @param code such as {@code SEK}.
     * @return the ledger.
     * @throws NoSuchElementException if there is none: make it with {@link #createLedger}.
     */
    public Ledger ledger(final String code) {
        final Ledger known = ledgers.get(code);
        if (known != null) {
            return known;
        }
        for (final Answer.Ledger each :
                caller.call(new Read.GetLedgers(), Answer.OfLedgers.class).ledgers()) {
            ledgers.put(each.code(), new Ledger(each.id(), each.code(), each.scale()));
        }
        final Ledger found = ledgers.get(code);
        if (found == null) {
            throw new NoSuchElementException("there is no ledger '" + code + "': create it first");
        }
        return found;
    }

    /** The ledger of an id that an answer named, which therefore exists. */
    Ledger ledger(final int id) {
        for (final Answer.Ledger each :
                caller.call(new Read.GetLedgers(), Answer.OfLedgers.class).ledgers()) {
            if (each.id() == id) {
                return ledger(each.code());
            }
        }
        throw new IllegalStateException("the engine named ledger " + id + ", but does not have it");
    }

    /**
     * The trading side: instruments, orders and books.
     *
     * @return over the same client, with the same patience.
     */
    public Exchange exchange() {
        return new Exchange(caller, this);
    }

    /**
     * Makes a ledger. Any key will do: its id and code are its identity.
     *
     * @param ledger to be made.
     * @return to be sent.
     */
    public CreateLedgerBuilder createLedger(final Ledger ledger) {
        return createLedger(Key.random(), ledger);
    }

    /**
     * Makes a ledger.
     *
     * @param key of the command.
     * @param ledger to be made.
     * @return to be sent.
     */
    public CreateLedgerBuilder createLedger(final Key key, final Ledger ledger) {
        return new CreateLedgerBuilder(caller, key, ledger);
    }

    /**
     * Opens an account. Any key will do: owner, ledger and type are its identity, so it opens once, whoever asks.
     *
     * @param account to be opened.
     * @return to be sent; floor 0 and no ceiling unless told otherwise.
     */
    public OpenAccountBuilder openAccount(final Account account) {
        return openAccount(Key.random(), account);
    }

    /**
     * Opens an account.
     *
     * @param key of the command.
     * @param account to be opened.
     * @return to be sent; floor 0 and no ceiling unless told otherwise.
     */
    public OpenAccountBuilder openAccount(final Key key, final Account account) {
        return new OpenAccountBuilder(caller, key, account);
    }

    /**
     * Sets floor, ceiling or both.
     *
     * @param key of the command.
     * @param account whose limits.
     * @return to be told the limits and sent.
     */
    public SetLimitsBuilder setLimits(final Key key, final Account account) {
        return new SetLimitsBuilder(caller, key, account);
    }

    /**
     * Moves money.
     *
     * @param key of the command.
     * @return to be told from, to and amount.
     */
    @CheckReturnValue
    public Movement.From<TransferBuilder> transfer(final Key key) {
        return new Movement.From<>((debit, credit, amount) -> new TransferBuilder(caller, key, debit, credit, amount));
    }

    /**
     * Reserves money.
     *
     * @param key of the command, and the name of the hold.
     * @return to be told from, to and amount.
     */
    @CheckReturnValue
    public Movement.From<HoldBuilder> hold(final Key key) {
        return new Movement.From<>((debit, credit, amount) -> new HoldBuilder(caller, key, debit, credit, amount));
    }

    /**
     * Posts what a hold reserves, all of it unless told otherwise.
     *
     * @param key of the command; not that of the hold.
     * @param hold which.
     * @return to be sent.
     */
    public CaptureBuilder capture(final Key key, final Hold hold) {
        return new CaptureBuilder(caller, key, hold);
    }

    /**
     * Gives back what a hold reserves.
     *
     * @param key of the command; not that of the hold.
     * @param hold which.
     * @return to be sent.
     */
    public ReleaseBuilder release(final Key key, final Hold hold) {
        return new ReleaseBuilder(caller, key, hold);
    }

    /**
     * Undoes a transfer or capture, all that is left of it unless told otherwise.
     *
     * @param key of the command; not that of the transfer.
     * @param posting which.
     * @return to be sent.
     */
    public ReverseBuilder reverse(final Key key, final Posting posting) {
        return new ReverseBuilder(caller, key, posting);
    }

    /**
     * Several movements, all or none.
     *
     * @param key of the command.
     * @return to be given its legs.
     */
    public EntryBuilder entry(final Key key) {
        return new EntryBuilder(caller, key);
    }

    /**
     * Freezes debits, credits or both; holds made before can still be captured and released.
     *
     * @param key of the command.
     * @param account to freeze.
     * @param side what of it.
     * @return to be sent.
     */
    public AccountStateBuilder freeze(final Key key, final Account account, final Side side) {
        Objects.requireNonNull(side, "side");
        return new AccountStateBuilder(
                caller, key, account, (k, which, conditions) -> new Command.Freeze(k, which.id(), side, conditions));
    }

    /**
     * Unfreezes debits, credits or both.
     *
     * @param key of the command.
     * @param account to unfreeze.
     * @param side what of it.
     * @return to be sent.
     */
    public AccountStateBuilder unfreeze(final Key key, final Account account, final Side side) {
        Objects.requireNonNull(side, "side");
        return new AccountStateBuilder(
                caller, key, account, (k, which, conditions) -> new Command.Unfreeze(k, which.id(), side, conditions));
    }

    /**
     * Closes an account of balance 0 with nothing pending.
     *
     * @param key of the command.
     * @param account to close.
     * @return to be sent.
     */
    public AccountStateBuilder closeAccount(final Key key, final Account account) {
        return new AccountStateBuilder(
                caller, key, account, (k, which, conditions) -> new Command.CloseAccount(k, which.id(), conditions));
    }

    /**
     * Reopens a closed account, with the limits and freezes it had.
     *
     * @param key of the command.
     * @param account to reopen.
     * @return to be sent.
     */
    public AccountStateBuilder reopenAccount(final Key key, final Account account) {
        return new AccountStateBuilder(
                caller, key, account, (k, which, conditions) -> new Command.ReopenAccount(k, which.id(), conditions));
    }

    /**
     * Starts a batch of transfers: each on its own, all under way at once.
     *
     * @return an empty batch.
     */
    public TransferBatch transferBatch() {
        return new TransferBatch(caller);
    }

    /**
     * Reads an account.
     *
     * @param account which.
     * @return as of now; every command answered before is in it.
     */
    public AccountView read(final Account account) {
        return read(List.of(account)).get(account);
    }

    /**
     * Reads accounts, all as of one sequence.
     *
     * @param accounts up to {@link dev.florin.protocol.Bounds#MAX_ACCOUNTS_READ}.
     * @return as of now; every command answered before is in it.
     */
    public Snapshot read(final List<Account> accounts) {
        return Snapshot.of(accounts, caller.call(getAccounts(accounts), Answer.OfAccounts.class));
    }

    /**
     * Reads accounts and does not wait.
     *
     * @param accounts up to {@link dev.florin.protocol.Bounds#MAX_ACCOUNTS_READ}.
     * @return completed on the client's reply thread.
     */
    @CheckReturnValue
    public CompletableFuture<Snapshot> sendRead(final List<Account> accounts) {
        final List<Account> asked = List.copyOf(accounts);
        return caller.send(getAccounts(asked))
                .thenApply(answer -> Snapshot.of(asked, Caller.expect(answer, Answer.OfAccounts.class)));
    }

    private static Read getAccounts(final List<Account> accounts) {
        return new Read.GetAccounts(accounts.stream().map(Account::id).toList());
    }

    /**
     * The sums of every ledger: debits equal credits, always.
     *
     * @return by ledger id.
     */
    public Answer.OfTrialBalance trialBalance() {
        return caller.call(new Read.GetTrialBalance(), Answer.OfTrialBalance.class);
    }

    /**
     * What a key decided, without deciding anything: to find out about a command that was not answered and shall not be sent
     * again.
     *
     * @param key of the command.
     * @return empty where nothing was decided yet, or it is so long ago that the engine has forgotten.
     */
    public Optional<Answer.OfOutcome> decision(final Key key) {
        final Answer.OfOutcome answer = caller.call(new Read.GetOutcome(key.value()), Answer.OfOutcome.class);
        return answer.found() ? Optional.of(answer) : Optional.empty();
    }
}
