package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.statemachine.reference.ReferenceLedger;
import dev.florin.statemachine.reference.Step;
import dev.florin.statemachine.reference.StreamSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellTheStateAtTheEndWithTheHashThatTheEngineHad() {
        final long hash = Shop.fill(directory);
        assertThat(Tool.lines("state", directory))
                .containsExactly(
                        "after sequence 18, stamped 1970-01-01T00:00:00.002000018Z: 3 accounts, 0 open holds, state hash "
                                + String.format("%016x", hash),
                        "account                             balance          available     debits pending"
                                + "    credits pending              floor            ceiling  state          version",
                        "0/SEK                              -1000.00          unlimited               0.00"
                                + "               0.00               none               none  open           5",
                        "7/SEK/3                             1050.00            1050.00               0.00"
                                + "               0.00               0.00           10000.00  open           18",
                        "42/SEK                               -50.00               0.00               0.00"
                                + "               0.00             -50.00               none  open           18");
    }

    @Test
    void shouldTellTheStateAtASequenceAndAtATime() {
        Shop.fill(directory);
        final String atSeven = "{\"account\":\"42/SEK\",\"debits_posted\":50000,\"credits_posted\":100000,"
                + "\"debits_pending\":30000,\"credits_pending\":0,\"balance\":50000,\"available\":20000,\"floor\":0,"
                + "\"ceiling\":\"none\",\"state\":\"open\",\"version\":7,"
                + "\"holds\":[{\"hold\":\"6\",\"remaining\":30000,\"expires_at\":60000000007}]}";
        assertThat(Tool.lines("state", directory, "--at", 7, "--account", "42/SEK", "--json"))
                .hasSize(2)
                .contains(atSeven);
        assertThat(Tool.lines("state", directory, "--at", "1970-01-01T00:00:00.000000007Z", "--json"))
                .hasSize(4)
                .contains(atSeven);
        assertThat(Tool.lines("state", directory, "--at", "0ns", "--csv")).hasSize(1);
        assertThat(Tool.run("state", directory, "--at", 19).err()).contains("ends with sequence 18");
        assertThat(Tool.run("state", directory, "--at", "noon").err()).contains("'noon' is no time", "sequence");
    }

    @Test
    void shouldSayThatThereWasNoSuchAccount() {
        Shop.fill(directory);
        final Tool.Result result =
                Tool.run("state", directory, "--at", 3, "--csv", "--account", "42/SEK", "--account", "7/SEK/3");
        assertThat(result.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(result.lines()).hasSize(2).last().asString().startsWith("42/SEK,");
        assertThat(result.err()).contains("there was no account 7/SEK/3").contains("after sequence 3");
        assertThat(Tool.run("state", directory, "--account", "1/EUR").exitCode())
                .isEqualTo(ReplayMain.DAMAGED);
    }

    @Test
    void shouldAgreeWithTheReferenceModelAtRandomPoints() {
        final long seed = System.nanoTime();
        final List<Step> steps = RandomDirectory.fill(directory, seed, 600, StreamSettings.LEDGER_KINDS);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            final int sequence = 1 + random.nextInt(steps.size());
            final boolean isByTime = random.nextBoolean();
            final String at = isByTime ? steps.get(sequence - 1).timestampNs() + "ns" : Integer.toString(sequence);
            assertThat(Tool.lines("state", directory, "--at", at, "--csv").stream()
                            .skip(1))
                    .as("seed %d, at %s", seed, at)
                    .containsExactlyInAnyOrderElementsOf(expected(steps.subList(0, sequence)));
        }
    }

    /** Every account of the model, as a line of CSV. */
    private static List<String> expected(final List<Step> steps) {
        final ReferenceLedger model = new ReferenceLedger();
        final Map<Integer, String> codes = new HashMap<>();
        final List<AccountId> opened = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            final Answer.ToCommand answer = steps.get(i).applyTo(model, i + 1L);
            if (answer.outcome().isSuccess()) {
                steps.get(i).command().ifPresent(command -> {
                    if (command instanceof Command.CreateLedger ledger) {
                        codes.put(ledger.ledger(), ledger.code());
                    } else if (command instanceof Command.OpenAccount open && !opened.contains(open.account())) {
                        opened.add(open.account());
                    }
                });
            }
        }
        final Answer.OfAccounts accounts = (Answer.OfAccounts) model.read(new Read.GetAccounts(opened));
        return accounts.accounts().stream()
                .map(account -> csv(account, codes.get(account.id().ledger())))
                .toList();
    }

    private static String csv(final Answer.Account account, final String code) {
        final AccountId id = account.id();
        final String state = account.closed()
                ? "closed"
                : account.debitsFrozen() && account.creditsFrozen()
                        ? "frozen"
                        : account.debitsFrozen()
                                ? "frozen_debits"
                                : account.creditsFrozen() ? "frozen_credits" : "open";
        return String.join(
                ",",
                id.owner() + "/" + code + (id.type() == 0 ? "" : "/" + id.type()),
                Long.toString(account.balance()),
                Long.toString(account.debitsPosted()),
                Long.toString(account.creditsPosted()),
                Long.toString(account.debitsPending()),
                Long.toString(account.creditsPending()),
                account.floor() == Long.MIN_VALUE ? "none" : Long.toString(account.floor()),
                account.ceiling() == Long.MAX_VALUE ? "none" : Long.toString(account.ceiling()),
                state,
                Long.toString(account.version()));
    }
}
