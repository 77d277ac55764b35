package dev.florin.engine.client;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What became of a command: done, with a receipt, or refused, with the reason.
 *
 * @param <T> the receipt of such a command.
 */
public sealed interface Result<T extends Receipt> {
    /**
     * What was decided.
     *
     * @return {@link Outcome#OK} or {@link Outcome#EXISTS} where it was done; else the reason of the refusal.
     */
    Outcome outcome();

    /**
     * The receipt of what was done.
     *
     * @return empty where the command was refused.
     */
    Optional<T> receipt();

    /**
     * Whether the command was done.
     *
     * @return false where it was refused.
     */
    default boolean isDone() {
        return outcome().isSuccess();
    }

    /**
     * The receipt, for those who cannot go on without it.
     *
     * @return what was done.
     * @throws RefusedException where the command was refused.
     */
    T orThrow();

    /**
     * The command was done, now or by an earlier command with its key.
     *
     * @param outcome {@link Outcome#OK}, or {@link Outcome#EXISTS} where what was to be made was there.
     * @param done what was done.
     * @param <T> the receipt of such a command.
     */
    record Done<T extends Receipt>(Outcome outcome, T done) implements Result<T> {
        @Override
        public Optional<T> receipt() {
            return Optional.of(done);
        }

        @Override
        public T orThrow() {
            return done;
        }
    }

    /**
     * The command was refused; nothing changed by it. (What is refused at the door says nothing of earlier attempts under
     * the same key that were not answered: {@link CommandBuilder#callUntilAnswered} minds them.)
     *
     * @param key of the command.
     * @param outcome why.
     * @param sequence of the command; empty where it was refused at the door.
     * @param leg first leg of an entry that failed, else empty.
     * @param versions what the expected accounts are at, where one was not at the version expected; else empty.
     * @param why in words for people, where it was refused at the door before the engine took it; else null.
     * @param <T> the receipt that there would be.
     */
    record Refused<T extends Receipt>(
            Key key,
            Outcome outcome,
            OptionalLong sequence,
            OptionalInt leg,
            List<Answer.AccountVersion> versions,
            String why)
            implements Result<T> {
        /** Copies the list. */
        public Refused {
            versions = List.copyOf(versions);
        }

        /**
         * Whether the key is still free: the same command, or a better one, may be sent under it. Otherwise the refusal is
         * stored: whoever wants to try again (with more money in the account, say) takes a new key.
         *
         * @return true where nothing was stored under the key.
         */
        public boolean isKeyFree() {
            return outcome != Outcome.KEY_REUSED && outcome.stage() != Outcome.Stage.DECISION;
        }

        @Override
        public Optional<T> receipt() {
            return Optional.empty();
        }

        @Override
        public T orThrow() {
            throw new RefusedException(this);
        }
    }
}
