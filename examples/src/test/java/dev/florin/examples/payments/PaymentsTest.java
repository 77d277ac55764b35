package dev.florin.examples.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.client.Account;
import dev.florin.engine.client.BatchResult;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Receipt;
import dev.florin.engine.client.Result;
import dev.florin.protocol.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples on a real engine that syncs every answer. */
@Timeout(60)
class PaymentsTest {
    private static final Ledger SEK = new Ledger(752, "SEK", 2);
    private static final Account OUTSIDE = SEK.account(0);
    private static final Account SHOP = SEK.account(7);
    private static final Account WALLET = SEK.account(42);
    private static final long CUSTOMER = 42;

    @TempDir
    private Path directory;

    private Engine engine;
    private Florin florin;
    private TopUps topUps;

    @BeforeEach
    void open() {
        engine = Engine.open(EngineConfig.builder(directory)
                .keyRetention(200_000)
                .segmentLengthBytes(32L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build());
        florin = Florin.on(engine);
        florin.createLedger(SEK).callOrThrow();
        florin.openAccount(OUTSIDE).noFloor().callOrThrow();
        florin.openAccount(SHOP).callOrThrow();
        topUps = new TopUps(florin, SEK, OUTSIDE);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Money balance(final Account account) {
        return florin.read(account).balance();
    }

    @Test
    void shouldTopUpOncePerCardPayment() {
        final Key cardPayment = Key.random();
        assertThat(topUps.topUp(cardPayment, CUSTOMER, SEK.amount("1000.00")).isDone())
                .isTrue();
        assertThat(topUps.topUp(cardPayment, CUSTOMER, SEK.amount("1000.00")).isDone())
                .isTrue();
        assertThat(balance(WALLET)).isEqualTo(SEK.amount("1000.00"));
        assertThat(topUps.topUp(Key.random(), CUSTOMER, SEK.amount("19000.01")).outcome())
                .isEqualTo(Outcome.CEILING_EXCEEDED);
    }

    @Test
    void shouldPayParcelByParcelAndGiveBackTheRest() {
        topUps.topUp(Key.random(), CUSTOMER, SEK.amount("1000.00")).orThrow();
        final Checkout checkout = new Checkout(florin, SEK, SHOP);
        final Key order = Key.random();
        assertThat(checkout.placeOrder(order, CUSTOMER, SEK.amount("800.00"))).isTrue();
        assertThat(checkout.placeOrder(Key.random(), CUSTOMER, SEK.amount("800.00")))
                .isFalse();
        checkout.ship(order, "parcel 1", SEK.amount("300.00"));
        checkout.ship(order, "parcel 1", SEK.amount("300.00"));
        checkout.ship(order, "parcel 2", SEK.amount("450.00"));
        assertThat(checkout.close(order)).isEqualTo(SEK.amount("50.00"));
        assertThat(checkout.close(order)).isEqualTo(SEK.amount("50.00"));
        assertThat(balance(SHOP)).isEqualTo(SEK.amount("750.00"));
        assertThat(florin.read(WALLET).available()).isEqualTo(SEK.amount("250.00"));
        assertThatIllegalStateException()
                .isThrownBy(() -> checkout.placeOrder(Key.random(), 99, SEK.amount("1")))
                .withMessageContaining("DEBIT_ACCOUNT_NOT_FOUND");
    }

    @Test
    void shouldHaveNothingToGiveBackWhereAllWasSent() {
        topUps.topUp(Key.random(), CUSTOMER, SEK.amount("1000.00")).orThrow();
        final Checkout checkout = new Checkout(florin, SEK, SHOP);
        final Key order = Key.random();
        assertThat(checkout.placeOrder(order, CUSTOMER, SEK.amount("800.00"))).isTrue();
        checkout.ship(order, "close", SEK.amount("800.00"));
        assertThat(checkout.close(order)).isEqualTo(SEK.amount("0.00"));
        assertThat(balance(SHOP)).isEqualTo(SEK.amount("800.00"));
    }

    @Test
    void shouldRefundInPartsAndNeverMoreThanWasPaid() {
        topUps.topUp(Key.random(), CUSTOMER, SEK.amount("1000.00")).orThrow();
        final Key payment = Key.random();
        florin.transfer(payment)
                .from(WALLET)
                .to(SHOP)
                .amount(SEK.amount("250.00"))
                .callOrThrow();
        final Refunds refunds = new Refunds(florin, SEK);
        assertThat(refunds.refund(Key.of(1), payment, SEK.amount("100.00"))).isEqualTo("refunded 100.00 SEK");
        assertThat(refunds.refund(Key.of(1), payment, SEK.amount("100.00"))).isEqualTo("refunded 100.00 SEK");
        assertThat(refunds.refund(Key.of(2), payment, SEK.amount("150.01"))).contains("not that much");
        assertThat(refunds.refund(Key.of(3), payment, SEK.amount("150.00"))).isEqualTo("refunded 150.00 SEK");
        assertThat(refunds.refund(Key.of(4), payment, SEK.amount("1.00"))).contains("not that much");
        assertThat(balance(WALLET)).isEqualTo(SEK.amount("1000.00"));
        final Key spent = Key.random();
        florin.transfer(spent).from(WALLET).to(SHOP).amount(SEK.amount("10.00")).callOrThrow();
        florin.transfer(Key.random())
                .from(SHOP)
                .to(OUTSIDE)
                .amount(SEK.amount("10.00"))
                .callOrThrow();
        assertThat(refunds.refund(Key.of(5), spent, SEK.amount("10.00"))).contains("spent");
    }

    @Test
    void shouldWithdrawOnceWhenTwoNodesAreAskedTheSame() throws Exception {
        topUps.topUp(Key.random(), CUSTOMER, SEK.amount("1000.00")).orThrow();
        final WithdrawalNode one = new WithdrawalNode(florin, OUTSIDE);
        final WithdrawalNode other = new WithdrawalNode(florin, OUTSIDE);
        final Key request = Key.random();
        final Callable<Result<Receipt.Posted>> askOne = () -> one.withdraw(request, WALLET, SEK.amount("800.00"));
        final Callable<Result<Receipt.Posted>> askOther = () -> other.withdraw(request, WALLET, SEK.amount("800.00"));
        final ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            final List<Receipt.Posted> receipts = new ArrayList<>();
            for (final Future<Result<Receipt.Posted>> answer :
                    nodes.invokeAll(List.of(askOne, askOther, askOne, askOther))) {
                receipts.add(answer.get().orThrow());
            }
            assertThat(receipts)
                    .extracting(each -> each.stamp().sequence())
                    .containsOnly(receipts.get(0).stamp().sequence());
            assertThat(receipts).filteredOn(Receipt.Posted::isDuplicate).hasSize(3);
        } finally {
            nodes.shutdown();
        }
        assertThat(balance(WALLET)).isEqualTo(SEK.amount("200.00"));
    }

    @Test
    void shouldReleaseABonusToTensOfThousandsOnce() {
        final List<Long> customers = LongStream.range(1_000, 31_000).boxed().toList();
        customers.forEach(customer ->
                assertThat(florin.openAccount(SEK.account(customer)).send()).isNotNull());
        final BonusRelease release = new BonusRelease(florin, SEK, OUTSIDE);
        final Key campaign = Key.random();
        final BatchResult half = release.release(campaign, customers.subList(0, 15_000), SEK.amount("50.00"));
        final BatchResult all = release.release(campaign, customers, SEK.amount("50.00"));
        assertThat(half.doneCount()).isEqualTo(15_000);
        assertThat(all.doneCount()).isEqualTo(30_000);
        assertThat(all.duplicateCount()).isEqualTo(15_000);
        assertThat(balance(OUTSIDE)).isEqualTo(SEK.amount("-1500000.00"));
        assertThat(balance(SEK.account(30_999))).isEqualTo(SEK.amount("50.00"));
    }

    @Test
    void shouldSweepHalfOfWhatIsAboveTheLimit() {
        topUps.topUp(Key.random(), CUSTOMER, SEK.amount("1000.00")).orThrow();
        final Account savings = SEK.account(CUSTOMER, 1);
        florin.openAccount(savings).callOrThrow();
        final SavingsSweep sweep = new SavingsSweep(florin);
        assertThat(sweep.sweep(Key.random(), WALLET, savings, SEK.amount("500.00"))
                        .isDone())
                .isTrue();
        assertThat(balance(savings)).isEqualTo(SEK.amount("250.00"));
    }
}
