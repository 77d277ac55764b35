package dev.florin.benchmarks.exchangecore;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.L2MarketData;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.api.reports.TotalCurrencyBalanceReportQuery;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.ReportsQueriesConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import exchange.core2.core.processors.journaling.DiskSerializationProcessor;
import exchange.core2.core.processors.journaling.DiskSerializationProcessorConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * An exchange-core, its users funded and its symbol added, for one run. Synced is its own journal, which it writes to a file
 * that was opened for synchronous writing ({@code rwd}); unsynced is without any journal. Belongs to one thread.
 */
final class PeerEngine implements AutoCloseable {
    static final int QUOTE = 3_928;

    private static final int BASE = 3_762;
    private static final int USERS = 1_000;
    private static final long FUNDS = 9_214_157_878_975_800L;
    private static final long TAKER_FEE = 1_160;
    private static final long MAKER_FEE = 847;
    private static final int DEPTH = 100_000;
    private static final long POLL_NS = 20_000;
    private static final long CLOSE_MS = 10_000;

    private final Path folder;
    private final ExchangeCore core;
    private final ExchangeApi api;
    private final AtomicLong applied = new AtomicLong();
    private volatile String refused;

    PeerEngine(final boolean isSynced, final Path folder, final String waiting) {
        this.folder = folder;
        core = ExchangeCore.builder()
                .resultsConsumer(this::onResult)
                .exchangeConfiguration(configuration(isSynced, folder, CoreWaitStrategy.valueOf(waiting)))
                .build();
        core.startup();
        api = core.getApi();
        prepare();
    }

    private static ExchangeConfiguration configuration(
            final boolean isSynced, final Path folder, final CoreWaitStrategy waiting) {
        final DiskSerializationProcessorConfiguration disk = DiskSerializationProcessorConfiguration.builder()
                .storageFolder(folder.toString())
                .snapshotLz4CompressorFactory(DiskSerializationProcessorConfiguration.LZ4_FAST)
                .journalLz4CompressorFactory(DiskSerializationProcessorConfiguration.LZ4_FAST)
                .journalFileMaxSize(4_000L << 20)
                .journalBufferSize(256 << 10)
                .journalBatchCompressThreshold(2_048)
                .build();
        return ExchangeConfiguration.builder()
                .ordersProcessingCfg(OrdersProcessingConfiguration.DEFAULT)
                .reportsQueriesCfg(ReportsQueriesConfiguration.DEFAULT)
                .loggingCfg(LoggingConfiguration.builder()
                        .loggingLevels(EnumSet.noneOf(LoggingConfiguration.LoggingLevel.class))
                        .build())
                // One engine of each kind, not bound to processors: more only stand in each other's way on two.
                .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                        .matchingEnginesNum(1)
                        .riskEnginesNum(1)
                        .threadFactory(Thread::new)
                        .waitStrategy(waiting)
                        .build())
                .initStateCfg(
                        isSynced
                                ? InitialStateConfiguration.cleanStartJournaling("BENCH")
                                : InitialStateConfiguration.cleanStart("BENCH"))
                .serializationCfg(
                        isSynced
                                ? SerializationConfiguration.builder()
                                        .enableJournaling(true)
                                        .serializationProcessorFactory(
                                                exchange -> new DiskSerializationProcessor(exchange, disk))
                                        .build()
                                : SerializationConfiguration.DEFAULT)
                .build();
    }

    private void prepare() {
        final CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(PeerWorkload.SYMBOL)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(BASE)
                .quoteCurrency(QUOTE)
                .baseScaleK(100)
                .quoteScaleK(10)
                .takerFee(TAKER_FEE)
                .makerFee(MAKER_FEE)
                .build();
        final List<CompletableFuture<CommandResultCode>> results = new ArrayList<>();
        results.add(api.submitBinaryDataAsync(new BatchAddSymbolsCommand(symbol)));
        for (int user = 1; user <= USERS; user++) {
            results.add(api.submitCommandAsync(ApiAddUser.builder().uid(user).build()));
            for (final int currency : new int[] {BASE, QUOTE}) {
                results.add(api.submitCommandAsync(ApiAdjustUserBalance.builder()
                        .uid(user)
                        .currency(currency)
                        .amount(FUNDS)
                        .transactionId(currency)
                        .build()));
            }
        }
        for (final CompletableFuture<CommandResultCode> result : results) {
            if (result.join() != CommandResultCode.SUCCESS) {
                throw new IllegalStateException("exchange-core could not be prepared: " + result.join());
            }
        }
    }

    private void onResult(final OrderCommand command, final long sequence) {
        final OrderCommandType type = command.command;
        final boolean isOfWorkload = type == OrderCommandType.PLACE_ORDER
                || type == OrderCommandType.MOVE_ORDER
                || type == OrderCommandType.REDUCE_ORDER
                || type == OrderCommandType.CANCEL_ORDER;
        if (command.resultCode != CommandResultCode.SUCCESS && command.resultCode != CommandResultCode.ACCEPTED) {
            refused = type + " " + command.resultCode;
        }
        if (isOfWorkload) {
            applied.lazySet(applied.getPlain() + 1);
        }
    }

    /** Runs the workload and returns how many million commands a second, without those that fill the book. */
    double run(final PeerWorkload workload) {
        publish(workload, 0, workload.fillCount());
        final long startedNs = System.nanoTime();
        publish(workload, workload.fillCount(), workload.count());
        final long elapsedNs = System.nanoTime() - startedNs;
        return (workload.count() - workload.fillCount()) * 1e3 / elapsedNs;
    }

    private void publish(final PeerWorkload workload, final int from, final int to) {
        for (int i = from; i < to; i++) {
            workload.publish(api, i);
        }
        while (applied.get() < to) {
            if (refused != null) {
                throw new IllegalStateException("exchange-core refused a command: " + refused);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    L2MarketData book() throws InterruptedException, ExecutionException {
        return api.requestOrderBookAsync(PeerWorkload.SYMBOL, DEPTH).get();
    }

    long fees() throws InterruptedException, ExecutionException {
        return api.processReport(new TotalCurrencyBalanceReportQuery(), 1)
                .get()
                .getFees()
                .get(QUOTE);
    }

    @Override
    public void close() throws IOException {
        core.shutdown(CLOSE_MS, TimeUnit.MILLISECONDS);
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
