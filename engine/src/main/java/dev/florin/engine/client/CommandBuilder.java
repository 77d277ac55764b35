package dev.florin.engine.client;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A command under way to being sent: what it asks, and under which conditions. Sent again, it is the same command: it takes
 * effect once, and every answer is the first. Belongs to the thread that fills it.
 *
 * @param <T> the receipt of such a command.
 * @param <B> the builder itself.
 */
public abstract class CommandBuilder<T extends Receipt, B extends CommandBuilder<T, B>> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final Caller caller;
    private final Key key;
    private final List<Conditions.Expectation> expectations = new ArrayList<>();
    private long notAfterNs = Bounds.NO_DEADLINE;

    CommandBuilder(final Caller caller, final Key key) {
        this.caller = caller;
        this.key = Objects.requireNonNull(key, "key");
    }

    abstract B self();

    /** What the command did, told by its answer. */
    abstract T receipt(Receipt.Stamp stamp, Answer.OfCommand answer);

    /** The same, of any kind of answer; commands about one order have a kind of their own. */
    T receiptOf(final Receipt.Stamp stamp, final Answer.ToCommand answer) {
        return receipt(stamp, (Answer.OfCommand) answer);
    }

    /**
     * The command as the protocol writes it, for those who send it over a {@link dev.florin.engine.Session}.
     *
     * @return a value; later calls of the builder do not change it.
     */
    public abstract Command command();

    /**
     * The key of the command.
     *
     * @return as given.
     */
    public final Key key() {
        return key;
    }

    /**
     * Refuses the command, {@link Outcome#TOO_LATE}, if the engine takes it in later than this. Kept well inside the
     * engine's key retention, it makes sure that even a very late retry cannot take effect a second time.
     *
     * @param deadline latest time stamp; no later than the year 2262.
     * @return this.
     */
    public final B notAfter(final Instant deadline) {
        notAfterNs = Math.addExact(Math.multiplyExact(deadline.getEpochSecond(), NS_PER_SECOND), deadline.getNano());
        return self();
    }

    /**
     * Refuses the command, {@link Outcome#VERSION_MISMATCH}, if an account has changed since it was read, or was missing
     * then and is there now.
     *
     * @param view of the account, as read.
     * @return this.
     */
    public final B expect(final AccountView view) {
        return expect(view.account(), view.version());
    }

    /**
     * Refuses the command, {@link Outcome#VERSION_MISMATCH}, if an account is not at a version.
     *
     * @param account which.
     * @param version as an earlier answer told it; 0: there is no such account.
     * @return this.
     */
    public final B expect(final Account account, final long version) {
        expectations.add(new Conditions.Expectation(account.id(), version));
        return self();
    }

    final Conditions conditions() {
        return new Conditions(notAfterNs, expectations);
    }

    /**
     * Sends the command and waits for its answer, as long as the {@link Florin}'s time-out says.
     *
     * @return what became of it.
     * @throws NoAnswerException if no answer came: it may have taken effect or not; call again.
     * @throws IllegalStateException if called by the client's reply thread, from something chained to a future.
     */
    @CheckReturnValue
    public final Result<T> call() {
        return caller.call(this);
    }

    /**
     * Sends the command and waits for its receipt: {@link #call} for those who cannot go on where it is refused.
     *
     * @return what it did.
     * @throws RefusedException if it was refused.
     * @throws NoAnswerException if no answer came: it may have taken effect or not; call again.
     */
    public final T callOrThrow() {
        return call().orThrow();
    }

    /**
     * Sends the command, and sends it again when no answer came within the time-out or the engine was too busy to take it,
     * until there is an answer. Whichever attempt is answered: the command has taken effect at most once. A refusal at the
     * door is returned only where no attempt before may have taken effect.
     *
     * @param budget time for all attempts together.
     * @return what became of it; {@link Outcome#BACK_PRESSURED} if the engine was too busy all the time.
     * @throws NoAnswerException if the budget is used up, the engine has stopped or the thread is interrupted.
     * @throws IllegalStateException as for {@link #call}.
     */
    @CheckReturnValue
    public final Result<T> callUntilAnswered(final Duration budget) {
        return caller.callUntilAnswered(this, budget);
    }

    /**
     * Sends the command and does not wait. Commands that one thread sends take effect in the order in which it sends them.
     *
     * @return completed with what became of it, on the client's reply thread, where only short work should be chained; or
     *     exceptionally with what {@link dev.florin.engine.FlorinClient#call} throws: ask again with the same key.
     */
    @CheckReturnValue
    public final CompletableFuture<Result<T>> send() {
        return caller.send(this);
    }

    /** The answer, typed. */
    final Result<T> result(final Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return new Result.Refused<>(
                    key, refused.outcome(), OptionalLong.empty(), leg(refused.leg()), List.of(), refused.why());
        }
        final Answer.ToCommand decided = (Answer.ToCommand) answer;
        if (!decided.outcome().isSuccess()) {
            return refused(decided);
        }
        final Receipt.Stamp stamp = new Receipt.Stamp(decided.sequence(), decided.timestampNs(), decided.duplicate());
        return new Result.Done<>(decided.outcome(), receiptOf(stamp, decided));
    }

    private Result<T> refused(final Answer.ToCommand answer) {
        final OptionalLong sequence = OptionalLong.of(answer.sequence());
        if (answer instanceof Answer.OfCommand of) {
            return new Result.Refused<>(key, of.outcome(), sequence, leg(of.leg()), of.versions(), null);
        }
        return new Result.Refused<>(key, answer.outcome(), sequence, OptionalInt.empty(), List.of(), null);
    }

    private static OptionalInt leg(final int index) {
        return index == Bounds.NO_LEG ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
