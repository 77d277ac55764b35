package dev.florin.examples.demo;

import dev.florin.engine.FlorinClient;
import dev.florin.examples.demo.race.Bazaar;
import dev.florin.examples.demo.race.Expectation;
import dev.florin.examples.demo.race.Phase;
import dev.florin.examples.demo.race.Race;
import dev.florin.examples.demo.race.Scene;
import dev.florin.examples.demo.race.Shop;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads every account and sum, and holds them beside what the races must have come to. Belongs to one thread. */
final class Books {
    private final FlorinClient client;
    private final Plan plan;
    private final long scenes;
    private final List<String> belowFloor = new ArrayList<>();
    private long accountsRead;
    private long goldOfTraders;

    Books(final FlorinClient client, final Plan plan, final long scenes) {
        this.client = client;
        this.plan = plan;
        this.scenes = scenes;
    }

    /** Judges every race, by its answers and by the balances that it left. */
    void judgeRaces(final Tally tally, final Verdict verdict) {
        for (final Race race : plan.races()) {
            final List<String> against = new ArrayList<>();
            checkOutcomes(race, tally, against);
            checkWallets(race, against);
            checkShared(race, against);
            verdict.add(
                    String.format(Locale.ROOT, "%-52s %,9d times: %s", race.title(), scenes, race.ending()), against);
        }
    }

    private void checkOutcomes(final Race race, final Tally tally, final List<String> against) {
        for (final Phase phase : Phase.values()) {
            final Expectation expected = race.expected(phase, plan.frontEnds());
            final Map<Outcome, Long> counts = tally.of(race, phase);
            long done = 0;
            long refused = 0;
            for (final Map.Entry<Outcome, Long> each : counts.entrySet()) {
                if (each.getKey().isSuccess()) {
                    done += each.getValue();
                } else if (expected.reasons().contains(each.getKey())) {
                    refused += each.getValue();
                }
            }
            if (done != scenes * expected.done() || refused != scenes * expected.refused()) {
                against.add("outcomes of " + phase + " are " + counts + ", not " + expected + " for each of " + scenes);
            }
        }
    }

    private void checkWallets(final Race race, final List<String> against) {
        final List<AccountId> wallets = new ArrayList<>();
        for (long number = 0; number < scenes; number++) {
            wallets.addAll(race.wallets(new Scene(number, plan.frontEnds())));
        }
        read(wallets, wallet -> {
            if (!race.isRight(wallet)) {
                against.add(wallet.toString());
            }
        });
    }

    private void checkShared(final Race race, final List<String> against) {
        final Map<AccountId, Long> expected = race.sharedBalances(scenes, plan.frontEnds());
        read(List.copyOf(expected.keySet()), account -> {
            if (account.balance() != expected.get(account.id())) {
                against.add(account + " should have a balance of " + expected.get(account.id()));
            }
        });
    }

    private void read(final List<AccountId> accounts, final Consumer<Answer.Account> check) {
        for (int from = 0; from < accounts.size(); from += Bounds.MAX_ACCOUNTS_READ) {
            final int to = Math.min(accounts.size(), from + Bounds.MAX_ACCOUNTS_READ);
            final Answer answer = client.call(new Read.GetAccounts(accounts.subList(from, to)));
            for (final Answer.Account account : ((Answer.OfAccounts) answer).accounts()) {
                accountsRead++;
                if (account.id().ledger() == Bazaar.GOLD
                        && account.exists()
                        && !account.id().equals(Bazaar.mine())) {
                    goldOfTraders += account.balance();
                }
                if (account.available() < 0) {
                    belowFloor.add(account.toString());
                }
                check.accept(account);
            }
        }
    }

    /** Judges the ledgers as a whole. */
    void judgeSums(final Verdict verdict) {
        final Answer.OfTrialBalance balance = (Answer.OfTrialBalance) client.call(new Read.GetTrialBalance());
        for (final Answer.LedgerSums sums : balance.ledgers()) {
            verdict.add(
                    "debits " + amount(sums.debitsPosted(), sums) + " = credits " + amount(sums.creditsPosted(), sums)
                            + "; held " + amount(sums.debitsPending(), sums) + " = expected "
                            + amount(sums.creditsPending(), sums),
                    sums.debitsPosted().equals(sums.creditsPosted())
                            && sums.debitsPending().signum() == 0
                            && sums.creditsPending().signum() == 0);
        }
        judgeMarket(verdict);
        read(Shop.accounts(), account -> {});
        verdict.add(String.format(Locale.ROOT, "%,d accounts, none below its floor", accountsRead), belowFloor);
    }

    /** All gold that was given out is in the wallets that were read, and every deal paid its two fees. */
    private void judgeMarket(final Verdict verdict) {
        final AtomicLong fees = new AtomicLong();
        read(Bazaar.feeAccounts(), account -> fees.addAndGet(account.balance()));
        final AtomicLong given = new AtomicLong();
        read(List.of(Bazaar.mine()), account -> given.addAndGet(-account.balance()));
        final long deals = fees.get() / (2 * Bazaar.FEE);
        verdict.add(
                String.format(
                        Locale.ROOT,
                        "gold: %,d lots given out = %,d with the traders; %,d traded, fees %,.2f %s",
                        given.get(),
                        goldOfTraders,
                        deals * Bazaar.LOTS,
                        BigDecimal.valueOf(fees.get(), Shop.SCALE),
                        Shop.CODE),
                given.get() == goldOfTraders && fees.get() == deals * 2 * Bazaar.FEE);
    }

    private static String amount(final BigInteger minor, final Answer.LedgerSums sums) {
        final int scale = sums.ledger().scale();
        return String.format(
                Locale.ROOT,
                "%,." + scale + "f %s",
                new BigDecimal(minor, scale),
                sums.ledger().code());
    }
}
