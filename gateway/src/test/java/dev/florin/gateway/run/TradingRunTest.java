package dev.florin.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of orders on a real engine, under a manual clock, so that every byte is known. */
class TradingRunTest {
    private static final String[] MARKET = {
        "{'op':'create_ledger','key':'1','ledger':'BTC','id':1,'scale':8}",
        "{'op':'create_ledger','key':'2','ledger':'USD','id':840,'scale':2}",
        "{'op':'open_account','key':'3','account':'0/BTC','floor':'none'}",
        "{'op':'open_account','key':'4','account':'0/USD','floor':'none'}",
        "{'op':'open_account','key':'5','account':'7/BTC'}",
        "{'op':'open_account','key':'6','account':'42/USD'}",
        "{'op':'transfer','key':'7','debit':'0/BTC','credit':'7/BTC','amount':10000}",
        "{'op':'transfer','key':'8','debit':'0/USD','credit':'42/USD','amount':'10000.00'}",
        "{'op':'create_instrument','key':'20','instrument':'BTC-USD','id':1,'base':'BTC','quote':'USD','lot':1000,"
                + "'tick':5,'operator':9,'maker_fee':{'per_lot':0,'ppm':100},'taker_fee':{'per_lot':0,'ppm':250}}"
    };
    private static final String SELL = "{'op':'place','key':'19','owner':7,'instrument':'BTC-USD','side':'sell',"
            + "'type':'limit','price':2500,'quantity':4}";
    private static final String BUY = "{'op':'place','key':'21','owner':42,'instrument':'BTC-USD','side':'buy',"
            + "'type':'limit','price':2500,'quantity':10,'tif':'GTC'}";
    private static final String BOOK = "{'op':'book','instrument':'BTC-USD','depth':10}";

    @TempDir
    private Path folder;

    @Test
    void shouldTradeAsTheContractShows() throws IOException {
        final Runs.Result run = new Runs(folder)
                .lines(with(
                        SELL,
                        BUY,
                        BUY,
                        BOOK,
                        "{'op':'orders','owner':42}",
                        "{'op':'replace','key':'22','owner':42,'order':'21','price':2505,'quantity':8}",
                        "{'op':'cancel','key':'23','owner':42,'order_id':11}",
                        "{'op':'cancel','key':'24','owner':42,'order':'21'}",
                        "{'op':'cancel_all','key':'25','owner':42}",
                        "{'op':'outcome','key':'21'}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().skip(MARKET.length).map(line -> line.replace('"', '\'')))
                .containsExactly(
                        "{'op':'place','key':'19','seq':10,'at':10,'outcome':'OK','status':'resting','filled':0,"
                                + "'remaining':4,'fills':[]}",
                        "{'op':'place','key':'21','seq':11,'at':11,'outcome':'OK','status':'resting','filled':4,"
                                + "'remaining':6,'fills':[{'price':2500,'quantity':4,'maker':'19','maker_owner':7}]}",
                        "{'op':'place','key':'21','seq':11,'at':11,'outcome':'OK','status':'resting','filled':4,"
                                + "'remaining':6,'duplicate':true}",
                        "{'op':'book','seq':12,'instrument':'BTC-USD','state':'open','bids':[[2500,6,1]],'asks':[]}",
                        "{'op':'orders','seq':12,'owner':42,'orders':[{'order':'21','order_id':11,"
                                + "'instrument':'BTC-USD','side':'buy','price':2500,'filled':4,'remaining':6,"
                                + "'status':'resting'}]}",
                        "{'op':'replace','key':'22','seq':13,'at':13,'outcome':'OK','status':'resting','filled':4,"
                                + "'remaining':8,'fills':[]}",
                        "{'op':'cancel','key':'23','seq':14,'at':14,'outcome':'OK','status':'partial','filled':4,"
                                + "'remaining':8}",
                        "{'op':'cancel','key':'24','seq':15,'at':15,'outcome':'ORDER_DONE'}",
                        "{'op':'cancel_all','key':'25','seq':16,'at':16,'outcome':'OK','cancelled':0}",
                        "{'op':'outcome','key':'21','found':true,'of':'place','seq':11,'at':11,'outcome':'OK',"
                                + "'status':'resting','filled':4,'remaining':6}");
        assertThat(run.figure("duplicates")).isEqualTo("1");
    }

    @Test
    void shouldTellEveryEvent() throws IOException {
        final Path events = folder.resolve("events.jsonl");
        new Runs(folder)
                .events(events)
                .lines(with(SELL, BUY, "{'op':'set_instrument','key':'26','instrument':'BTC-USD','state':'halted'}"));

        assertThat(Files.readString(events).replace('"', '\''))
                .isEqualTo("{'event':'instrument','seq':9,'at':9,'instrument':'BTC-USD','state':'open'}\n"
                        + "{'event':'order','seq':10,'at':10,'order':'19','owner':7,'status':'resting','remaining':4}\n"
                        + "{'event':'level','seq':10,'at':10,'instrument':'BTC-USD','side':'sell','price':2500,"
                        + "'quantity':4,'orders':1}\n"
                        + "{'event':'trade','seq':11,'at':11,'trade':1,'instrument':'BTC-USD','price':2500,"
                        + "'quantity':4,'maker':'19','taker':'21','maker_owner':7,'taker_owner':42,"
                        + "'taker_side':'buy','maker_fee':1,'taker_fee':3}\n"
                        + "{'event':'order','seq':11,'at':11,'order':'19','owner':7,'status':'filled','remaining':0}\n"
                        + "{'event':'order','seq':11,'at':11,'order':'21','owner':42,'status':'resting','remaining':6}\n"
                        + "{'event':'level','seq':11,'at':11,'instrument':'BTC-USD','side':'buy','price':2500,"
                        + "'quantity':6,'orders':1}\n"
                        + "{'event':'level','seq':11,'at':11,'instrument':'BTC-USD','side':'sell','price':2500,"
                        + "'quantity':0,'orders':0}\n"
                        + "{'event':'instrument','seq':12,'at':12,'instrument':'BTC-USD','state':'halted'}\n");
    }

    @Test
    void shouldKnowInstrumentsOfAnEarlierRunAndOfTheLineThatMakesOne() throws IOException {
        final Runs runs = new Runs(folder);
        final Runs.Result first = runs.lines(with(BOOK));
        assertThat(first.out()).contains("\"bids\":[],\"asks\":[]}");

        final Path events = folder.resolve("events.jsonl");
        final Runs.Result second = runs.events(events)
                .lines(
                        SELL,
                        BOOK,
                        "{'op':'book','instrument':'BTC-EUR'}",
                        "{'op':'place','key':'30','owner':7,'instrument':'BTC-EUR','side':'sell','type':'limit',"
                                + "'price':0,'quantity':4}",
                        "{'op':'create_instrument','key':'31','instrument':'BTC-EUR','id':1,'base':'BTC','quote':'USD',"
                                + "'lot':1,'tick':1,'operator':9}",
                        "{'op':'book','instrument':'BTC-EUR'}");

        assertThat(second.out().lines().map(line -> line.replace('"', '\'')))
                .containsExactly(
                        "{'op':'place','key':'19','seq':10,'at':10,'outcome':'OK','status':'resting','filled':0,"
                                + "'remaining':4,'fills':[]}",
                        "{'op':'book','seq':10,'instrument':'BTC-USD','state':'open','bids':[],'asks':[[2500,4,1]]}",
                        "{'op':'book','outcome':'INSTRUMENT_NOT_FOUND','line':3,'why':'no instrument has this code'}",
                        "{'op':'place','key':'30','outcome':'INSTRUMENT_NOT_FOUND','line':4,"
                                + "'why':'no instrument has this code'}",
                        "{'op':'create_instrument','key':'31','seq':11,'at':11,'outcome':'INSTRUMENT_CONFLICT'}",
                        "{'op':'book','outcome':'INSTRUMENT_NOT_FOUND','line':6,'why':'no instrument has this code'}");
        assertThat(Files.readString(events)).contains("\"instrument\":\"BTC-USD\",\"side\":\"sell\"");
    }

    @Test
    void shouldRefuseOrdersAtTheDoor() throws IOException {
        final String order = "{'op':'place','key':'30','owner':42,'instrument':'BTC-USD','side':'buy',";
        final Runs.Result run = new Runs(folder)
                .lines(with(
                        order + "'type':'market','price':1,'quantity':1}",
                        order + "'type':'limit','price':0,'quantity':0}",
                        order + "'type':'limit','price':5,'quantity':0}",
                        order + "'type':'limit','price':5,'quantity':1,'tif':'GTD'}",
                        order + "'type':'limit','price':5,'quantity':1,'budget':5}",
                        "{'op':'replace','key':'30','owner':42,'order':'19','reduce_by':1,'price':5}",
                        "{'op':'create_instrument','key':'30','instrument':'A','id':2,'base':'EUR','quote':'USD',"
                                + "'lot':1,'tick':1,'operator':9}",
                        order + "'type':'limit','price':7,'quantity':1}"));

        assertThat(run.out().lines().skip(MARKET.length).map(line -> line.replaceAll("\"why\".*", "")))
                .map(line -> line.replace('"', '\''))
                .containsExactly(
                        "{'op':'place','key':'30','outcome':'MALFORMED','line':10,",
                        "{'op':'place','key':'30','outcome':'PRICE_INVALID','line':11,",
                        "{'op':'place','key':'30','outcome':'QUANTITY_INVALID','line':12,",
                        "{'op':'place','key':'30','outcome':'MALFORMED','line':13,",
                        "{'op':'place','key':'30','outcome':'MALFORMED','line':14,",
                        "{'op':'replace','key':'30','outcome':'MALFORMED','line':15,",
                        "{'op':'create_instrument','key':'30','outcome':'LEDGER_NOT_FOUND','line':16,",
                        "{'op':'place','key':'30','seq':10,'at':10,'outcome':'PRICE_OFF_TICK'}");
    }

    /** One order takes more makers than the session's queue holds bytes of fills: its answer is whole all the same. */
    @Test
    void shouldTellThousandsOfFills() throws IOException {
        final int makers = 10_000;
        final StringBuilder lines = new StringBuilder(String.join("\n", MARKET)).append('\n');
        lines.append("{'op':'transfer','key':'9','debit':'0/BTC','credit':'7/BTC','amount':10000000}\n");
        for (int i = 0; i < makers; i++) {
            lines.append("{'op':'place','key':'")
                    .append(100 + i)
                    .append("','owner':7,'instrument':'BTC-USD',")
                    .append("'side':'sell','type':'limit','price':5,'quantity':1}\n");
        }
        lines.append("{'op':'place','key':'50','owner':42,'instrument':'BTC-USD','side':'buy','type':'limit',")
                .append("'price':5,'quantity':")
                .append(makers)
                .append("}\n")
                .append(BOOK.replace(",'depth':10", ""));

        final Runs.Result run = new Runs(folder).lines(lines.toString());

        final String taken =
                run.out().lines().skip(MARKET.length + 1L + makers).findFirst().orElseThrow();
        assertThat(taken).contains("\"status\":\"filled\",\"filled\":10000,\"remaining\":0,");
        assertThat(taken.split("maker_owner", -1)).hasSize(makers + 1);
        assertThat(run.out()).endsWith("\"bids\":[],\"asks\":[]}\n");
    }

    private static String[] with(final String... more) {
        final String[] lines = new String[MARKET.length + more.length];
        System.arraycopy(MARKET, 0, lines, 0, MARKET.length);
        System.arraycopy(more, 0, lines, MARKET.length, more.length);
        return lines;
    }
}
