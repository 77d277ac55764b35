package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlorinTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Ledger EUR = new Ledger(978, "EUR", 2);
    private static final Account BANK = SEK.account(0);
    private static final Account ANNA = SEK.account(42);
    private static final Account SHOP = SEK.account(7);

    @TempDir
    private Path directory;

    private Engine engine;
    private Florin florin;

    static EngineConfig config(final Path directory) {
        return EngineConfig.builder(directory)
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(100_000)
                .segmentLengthBytes(16L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build();
    }

    /** A ledger, a bank without floor, and two customers, the first with 1,000.00. */
    static Florin filled(final Engine engine) {
        final Florin florin = Florin.on(engine);
        florin.createLedger(SEK).callOrThrow();
        florin.openAccount(BANK).noFloor().callOrThrow();
        florin.openAccount(ANNA).callOrThrow();
        florin.openAccount(SHOP).callOrThrow();
        florin.transfer(Key.of(1))
                .from(BANK)
                .to(ANNA)
                .amount(SEK.amount("1000.00"))
                .callOrThrow();
        return florin;
    }

    @BeforeEach
    void open() {
        engine = Engine.open(config(directory));
        florin = filled(engine);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Money balance(final Account account) {
        return florin.read(account).balance();
    }

    @Test
    void shouldTransferOnceHoweverOftenItIsCalled() {
        final TransferBuilder payment = florin.transfer(Key.random())
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("99.90"))
                .code(7)
                .ref(901);
        final Receipt.Posted first = payment.callOrThrow();
        final Receipt.Posted again = payment.callOrThrow();
        assertThat(first.amount()).isEqualTo(SEK.amount("99.90"));
        assertThat(first.isDuplicate()).isFalse();
        assertThat(again.isDuplicate()).isTrue();
        assertThat(again.stamp().sequence()).isEqualTo(first.stamp().sequence());
        assertThat(again.stamp().at()).isEqualTo(first.stamp().at());
        assertThat(balance(ANNA)).isEqualTo(SEK.amount("900.10"));
    }

    @Test
    void shouldTellARefusalAsAValue() {
        final Result<Receipt.Posted> result = florin.transfer(Key.of(2))
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("1000.01"))
                .call();
        assertThat(result.isDone()).isFalse();
        assertThat(result.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(result.receipt()).isEmpty();
        assertThat(((Result.Refused<Receipt.Posted>) result).isKeyFree()).isFalse();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(result::orThrow)
                .withMessageContaining("INSUFFICIENT_FUNDS")
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS));
    }

    @Test
    void shouldTellARefusalAtTheDoorWithItsReason() {
        final Result<Receipt.Posted> result = florin.transfer(Key.of(2))
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.minor(0))
                .call();
        assertThat(result.outcome()).isEqualTo(Outcome.AMOUNT_ZERO);
        final Result.Refused<Receipt.Posted> refused = (Result.Refused<Receipt.Posted>) result;
        assertThat(refused.isKeyFree()).isTrue();
        assertThat(refused.sequence()).isEmpty();
        assertThat(refused.leg()).isEmpty();
        assertThat(refused.why()).isEqualTo("amount must be at least 1");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(result::orThrow)
                .withMessage("command 2 was refused: AMOUNT_ZERO, amount must be at least 1");
    }

    @Test
    void shouldTellTheLegThatIsRefusedAtTheDoor() {
        final Result<Receipt.Entered> result = florin.entry(Key.of(2))
                .transfer()
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.minor(1))
                .transfer()
                .from(ANNA)
                .to(ANNA)
                .amount(SEK.minor(1))
                .call();
        assertThat(result.outcome()).isEqualTo(Outcome.SAME_ACCOUNT);
        assertThat(((Result.Refused<Receipt.Entered>) result).leg()).hasValue(1);
    }

    @Test
    void shouldTellWhyAReadIsRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> florin.read(Collections.nCopies(10_001, ANNA)))
                .withMessage("a read was refused: MALFORMED, a get reads at most 10000 accounts");
    }

    @Test
    void shouldWaitForAnyTimeAboveZero() {
        final Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);
        final Florin patient = florin.withTimeout(centuries);
        assertThat(patient.read(ANNA).exists()).isTrue();
        assertThat(patient.openAccount(ANNA).callUntilAnswered(centuries).outcome())
                .isEqualTo(Outcome.EXISTS);
        for (final Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> florin.withTimeout(none));
        }
    }

    @Test
    void shouldMoveUpToAnAmount() {
        final Receipt.Posted posted = florin.transfer(Key.random())
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("5000"))
                .upTo()
                .callOrThrow();
        assertThat(posted.amount()).isEqualTo(SEK.amount("1000"));
    }

    @Test
    void shouldNotTakeMoneyOfAnotherLedger() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> florin.transfer(Key.random()).from(ANNA).to(SHOP).amount(EUR.amount("1")))
                .withMessageContaining("42/SEK")
                .withMessageContaining("1.00 EUR");
        final Hold hold = SEK.hold(Key.of(9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> florin.capture(Key.random(), hold).amount(EUR.amount("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        florin.reverse(Key.random(), SEK.posting(Key.of(1))).amount(EUR.amount("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> florin.openAccount(SEK.account(8)).floor(EUR.amount("1")));
    }

    @Test
    void shouldOpenAnAccountOnceWhoeverAsks() {
        final Account wallet = SEK.account(4711);
        final Receipt.Opened first =
                florin.openAccount(wallet).floor(SEK.amount("-100")).callOrThrow();
        final Receipt.Opened second = florin.openAccount(wallet).callOrThrow();
        assertThat(first.existed()).isFalse();
        assertThat(second.existed()).isTrue();
        assertThat(second.openedSequence()).isEqualTo(first.stamp().sequence());
        assertThat(florin.read(wallet).floor()).contains(SEK.amount("-100"));
        assertThat(florin.read(wallet).available()).isEqualTo(SEK.amount("100"));
        assertThat(florin.read(wallet).ceiling()).isEmpty();
    }

    @Test
    void shouldFindLedgersByCode() {
        assertThat(florin.ledger("SEK")).isEqualTo(SEK);
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> florin.ledger("EUR"))
                .withMessageContaining("EUR");
        assertThat(florin.createLedger(EUR).callOrThrow().existed()).isFalse();
        assertThat(florin.createLedger(EUR).callOrThrow().existed()).isTrue();
        assertThat(florin.ledger("EUR")).isEqualTo(EUR);
        assertThat(florin.createLedger(new Ledger(978, "EUR", 3)).call().outcome())
                .isEqualTo(Outcome.LEDGER_CONFLICT);
    }

    @Test
    void shouldReadSeveralAccountsAtOneSequence() {
        final Snapshot snapshot = florin.read(List.of(ANNA, BANK, SEK.account(99)));
        assertThat(snapshot.sequence()).isEqualTo(5);
        assertThat(snapshot.get(ANNA).balance()).isEqualTo(SEK.amount("1000"));
        assertThat(snapshot.get(BANK).balance()).isEqualTo(SEK.amount("-1000"));
        assertThat(snapshot.get(BANK).floor()).isEmpty();
        assertThat(snapshot.get(SEK.account(99)).exists()).isFalse();
        assertThat(snapshot.get(SEK.account(99)).version()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> snapshot.get(SHOP));
        assertThat(florin.sendRead(List.of(ANNA)).join().get(ANNA).balance()).isEqualTo(SEK.amount("1000"));
        final Answer.LedgerSums sums = florin.trialBalance().ledgers().get(0);
        assertThat(sums.debitsPosted()).isEqualTo(sums.creditsPosted()).isEqualTo(100_000);
    }

    @Test
    void shouldTellWhatAKeyDecided() {
        assertThat(florin.decision(Key.of(1))).hasValueSatisfying(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.OK);
            assertThat(decision.amount()).isEqualTo(100_000);
        });
        assertThat(florin.decision(Key.of(99))).isEmpty();
    }

    @Test
    void shouldHoldToConditions() {
        final AccountView before = florin.read(ANNA);
        florin.transfer(Key.random())
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.minor(1))
                .expect(before)
                .callOrThrow();
        final Result<Receipt.Posted> stale = florin.transfer(Key.of(2))
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.minor(1))
                .expect(before)
                .call();
        assertThat(stale.outcome()).isEqualTo(Outcome.VERSION_MISMATCH);
        final Result.Refused<Receipt.Posted> refused = (Result.Refused<Receipt.Posted>) stale;
        assertThat(refused.isKeyFree()).isTrue();
        assertThat(refused.versions())
                .extracting(Answer.AccountVersion::version)
                .containsExactly(6L);
        final Result<Receipt.Posted> late = florin.transfer(Key.of(2))
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.minor(1))
                .notAfter(Instant.EPOCH)
                .call();
        assertThat(late.outcome()).isEqualTo(Outcome.TOO_LATE);
        florin.openAccount(SEK.account(5)).expect(SEK.account(5), 0).callOrThrow();
    }

    @Test
    void shouldHoldAndCaptureInParts() {
        final Receipt.Held held = florin.hold(Key.of(10))
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("800"))
                .expiresAfter(Duration.ofMinutes(10))
                .callOrThrow();
        assertThat(held.hold()).isEqualTo(SEK.hold(Key.of(10)));
        assertThat(florin.read(ANNA).held()).isEqualTo(SEK.amount("800"));
        assertThat(florin.read(SHOP).expected()).isEqualTo(SEK.amount("800"));
        assertThat(florin.read(ANNA).holds()).hasSize(1);
        final Receipt.Posted part = florin.capture(Key.of(11), held.hold())
                .amount(SEK.amount("500"))
                .keepOpen()
                .callOrThrow();
        assertThat(part.amount()).isEqualTo(SEK.amount("500"));
        assertThat(florin.release(Key.of(12), held.hold()).callOrThrow().amount())
                .isEqualTo(SEK.amount("300"));
        assertThat(florin.capture(Key.of(13), held.hold()).call().outcome()).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
        assertThat(florin.reverse(Key.of(14), part.posting()).callOrThrow().amount())
                .isEqualTo(SEK.amount("500"));
        assertThat(balance(ANNA)).isEqualTo(SEK.amount("1000"));
    }

    @Test
    void shouldEnterAllLegsOrNone() {
        final Receipt.Entered entered = florin.entry(Key.of(20))
                .transfer()
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("100"))
                .tagLeg(3, Key.of(77).value())
                .hold()
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("50"))
                .code(9)
                .callOrThrow();
        assertThat(entered.holds()).containsExactly(SEK.hold(Key.of(20), 1));
        final Result<Receipt.Entered> refused = florin.entry(Key.of(21))
                .capture(entered.holds().get(0))
                .transfer()
                .from(ANNA)
                .to(SHOP)
                .amount(SEK.amount("5000"))
                .call();
        assertThat(refused.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(((Result.Refused<Receipt.Entered>) refused).leg()).hasValue(1);
        assertThat(florin.read(ANNA).held()).isEqualTo(SEK.amount("50"));
        florin.entry(Key.of(22))
                .captureKeepingOpen(entered.holds().get(0), SEK.amount("10"))
                .capture(entered.holds().get(0), SEK.amount("20"))
                .callOrThrow();
        assertThat(balance(SHOP)).isEqualTo(SEK.amount("130"));
    }

    @Test
    void shouldNotSendAnEntryWithAnUnfinishedLeg() {
        final EntryBuilder entry = florin.entry(Key.of(20));
        assertThat(entry.transfer().from(ANNA).to(SHOP)).isNotNull();
        assertThatIllegalStateException().isThrownBy(entry::call).withMessageContaining("amount");
    }

    @Test
    void shouldChangeLimitsAndState() {
        florin.setLimits(Key.random(), SHOP).floor(SEK.amount("-5")).callOrThrow();
        assertThat(florin.read(SHOP).floor()).contains(SEK.amount("-5"));
        florin.freeze(Key.random(), ANNA, Side.DEBITS).callOrThrow();
        assertThat(florin.transfer(Key.of(30))
                        .from(ANNA)
                        .to(SHOP)
                        .amount(SEK.minor(1))
                        .call()
                        .outcome())
                .isEqualTo(Outcome.DEBIT_FROZEN);
        florin.unfreeze(Key.random(), ANNA, Side.BOTH).callOrThrow();
        assertThat(florin.closeAccount(Key.random(), ANNA).call().outcome()).isEqualTo(Outcome.NOT_EMPTY);
        florin.closeAccount(Key.random(), SHOP).callOrThrow();
        assertThat(florin.read(SHOP).figures().closed()).isTrue();
        florin.reopenAccount(Key.random(), SHOP).callOrThrow();
        assertThat(florin.read(SHOP).figures().closed()).isFalse();
    }

    @Test
    void shouldSendWithoutWaiting() {
        assertThat(florin.transfer(Key.random())
                        .from(ANNA)
                        .to(SHOP)
                        .amount(SEK.minor(1))
                        .send()
                        .join()
                        .isDone())
                .isTrue();
    }
}
