package dev.florin.engine.client;

import java.util.Objects;

/**
 * Who pays whom how much, said in this order: {@code from(anna).to(shop).amount(price)}. The compiler sees to it that
 * nothing is left out.
 */
public final class Movement {
    private Movement() {}

    /** What goes on once the movement is complete. */
    @FunctionalInterface
    interface Completion<N> {
        N complete(Account debit, Account credit, Money amount);
    }

    /**
     * Waits for the account that pays.
     *
     * @param <N> what comes after the movement.
     */
    public static final class From<N> {
        private final Completion<N> completion;

        From(final Completion<N> completion) {
            this.completion = completion;
        }

        /**
         * The account that pays: it is debited.
         *
         * @param debit any.
         * @return to be told who receives.
         */
        @CheckReturnValue
        public To<N> from(final Account debit) {
            return new To<>(completion, Objects.requireNonNull(debit, "from"));
        }
    }

    /**
     * Waits for the account that receives.
     *
     * @param <N> what comes after the movement.
     */
    public static final class To<N> {
        private final Completion<N> completion;
        private final Account debit;

        private To(final Completion<N> completion, final Account debit) {
            this.completion = completion;
            this.debit = debit;
        }

        /**
         * The account that receives: it is credited.
         *
         * @param credit on the same ledger; otherwise the command is refused {@code LEDGER_MISMATCH}.
         * @return to be told how much.
         */
        @CheckReturnValue
        public Amount<N> to(final Account credit) {
            return new Amount<>(completion, debit, Objects.requireNonNull(credit, "to"));
        }
    }

    /**
     * Waits for the amount.
     *
     * @param <N> what comes after the movement.
     */
    public static final class Amount<N> {
        private final Completion<N> completion;
        private final Account debit;
        private final Account credit;

        private Amount(final Completion<N> completion, final Account debit, final Account credit) {
            this.completion = completion;
            this.debit = debit;
            this.credit = credit;
        }

        /**
         * How much.
         *
         * @param amount at least 1 minor unit of the paying account's ledger.
         * @return what comes after the movement.
         * @throws IllegalArgumentException if it is an amount of another ledger.
         */
        public N amount(final Money amount) {
            if (!amount.ledger().equals(debit.ledger())) {
                throw new IllegalArgumentException("account " + debit + " cannot pay " + amount);
            }
            return completion.complete(debit, credit, amount);
        }
    }
}
