package dev.florin.replay.text;

import dev.florin.protocol.AccountId;
import dev.florin.replay.journal.Movement;
import dev.florin.replay.journal.Names;
import java.util.List;
import java.util.Locale;

/** How the movements of an account are printed. */
public interface MovementFormat {
    /**
     * For people, in major units.
     *
     * @param names of the ledgers.
     * @param account that the movements are of.
     * @return columns, with the balance before and after all.
     */
    static MovementFormat words(final Names names, final AccountId account) {
        return new Words(names, account);
    }

    /**
     * For programs, in minor units.
     *
     * @param names of the ledgers.
     * @return one JSON object a movement.
     */
    static MovementFormat json(final Names names) {
        return new Json(names);
    }

    /**
     * For spreadsheets, in minor units.
     *
     * @param names of the ledgers.
     * @return comma separated values.
     */
    static MovementFormat csv(final Names names) {
        return new Csv(names);
    }

    /**
     * What stands above all movements.
     *
     * @param balance before them, minor units.
     * @return lines.
     */
    List<String> opening(long balance);

    /**
     * A movement.
     *
     * @param movement of the account.
     * @param balance after it, minor units.
     * @return a line.
     */
    String line(Movement movement, long balance);

    /**
     * What stands below all movements.
     *
     * @param sequence up to which there are no more.
     * @param balance after them, minor units.
     * @return lines.
     */
    List<String> closing(long sequence, long balance);

    /** Columns, amounts in major units. */
    final class Words implements MovementFormat {
        private static final String COLUMNS = "%10s  %-30s %-9s %-20s %18s %18s  %s";

        private final Names names;
        private final AccountId account;

        Words(final Names names, final AccountId account) {
            this.names = names;
            this.account = account;
        }

        private String amount(final long minorUnits) {
            return names.amount(minorUnits, account.ledger());
        }

        @Override
        public List<String> opening(final long balance) {
            return List.of(
                    "statement of " + names.account(account) + ", opening balance " + amount(balance),
                    String.format(
                            Locale.ROOT,
                            COLUMNS,
                            "sequence",
                            "time",
                            "kind",
                            "counterparty",
                            "amount",
                            "balance",
                            "key, code, ref"));
        }

        @Override
        public String line(final Movement movement, final long balance) {
            return String.format(
                    Locale.ROOT,
                    COLUMNS,
                    movement.sequence(),
                    Times.format(movement.timestampNs()),
                    movement.kind().text(),
                    names.account(movement.counterparty()),
                    amount(movement.amount()),
                    amount(balance),
                    movement.name()
                            + movement.trade()
                                    .map(trade -> ", " + trade.part() + " of trade " + trade.number() + " "
                                            + names.instrument(trade.instrument()) + ", " + trade.quantity() + " at "
                                            + trade.price())
                                    .orElse("")
                            + (movement.code() == 0 ? "" : ", code " + movement.code())
                            + (movement.ref().isZero() ? "" : ", ref " + movement.ref()));
        }

        @Override
        public List<String> closing(final long sequence, final long balance) {
            return List.of("closing balance " + amount(balance) + " after sequence " + sequence);
        }
    }

    /** Objects, amounts in minor units. */
    final class Json implements MovementFormat {
        private final Names names;

        Json(final Names names) {
            this.names = names;
        }

        @Override
        public List<String> opening(final long balance) {
            return List.of();
        }

        @Override
        public String line(final Movement movement, final long balance) {
            final JsonFields fields = new JsonFields()
                    .put("seq", movement.sequence())
                    .put("at", movement.timestampNs())
                    .put("op", movement.kind().text())
                    .put("key", movement.name())
                    .put("counterparty", names.account(movement.counterparty()))
                    .put("amount", movement.amount())
                    .put("balance", balance);
            movement.trade()
                    .ifPresent(trade -> fields.put("instrument", names.instrument(trade.instrument()))
                            .put("trade", trade.number())
                            .put("part", trade.part())
                            .put("price", trade.price())
                            .put("quantity", trade.quantity()));
            if (movement.code() != 0) {
                fields.put("code", movement.code());
            }
            if (!movement.ref().isZero()) {
                fields.put("ref", movement.ref().toString());
            }
            return fields.toString();
        }

        @Override
        public List<String> closing(final long sequence, final long balance) {
            return List.of();
        }
    }

    /** Comma separated values, amounts in minor units. */
    final class Csv implements MovementFormat {
        private final Names names;

        Csv(final Names names) {
            this.names = names;
        }

        @Override
        public List<String> opening(final long balance) {
            return List.of("seq,at,op,key,counterparty,amount,balance,code,ref,instrument,trade,part,price,quantity");
        }

        @Override
        public String line(final Movement movement, final long balance) {
            return String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%s,%s,%d,%d,%s,%s,%s",
                    movement.sequence(),
                    movement.timestampNs(),
                    movement.kind().text(),
                    movement.name(),
                    names.account(movement.counterparty()),
                    movement.amount(),
                    balance,
                    movement.code() == 0 ? "" : movement.code(),
                    movement.ref().isZero() ? "" : movement.ref(),
                    movement.trade()
                            .map(trade -> names.instrument(trade.instrument()) + "," + trade.number() + ","
                                    + trade.part() + "," + trade.price() + "," + trade.quantity())
                            .orElse(",,,,"));
        }

        @Override
        public List<String> closing(final long sequence, final long balance) {
            return List.of();
        }
    }
}
