package dev.florin.benchmarks.flash1;

/** Counts and sums what a book reports, so that no book can leave out the work, at next to no cost of its own. */
final class ReportCount implements Reports {
    private long reports;
    private long sum;

    /** Of every kind. */
    long reports() {
        return reports;
    }

    /** Over all figures; equal for books that report the same. */
    long sum() {
        return sum;
    }

    private void count(final long figures) {
        reports++;
        sum = sum * 31 + figures;
    }

    @Override
    public void placed(final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        count(id + price + quantity);
    }

    @Override
    public void traded(final long sequence, final long price, final long quantity, final long maker, final long taker) {
        count(price + quantity + maker + 3 * taker);
    }

    @Override
    public void cancelled(final long sequence, final boolean isBuy, final long id, final long price) {
        count(id + price);
    }

    @Override
    public void modified(
            final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        count(id + price + quantity);
    }

    @Override
    public void cancelRefused(final long sequence, final long id) {
        count(id);
    }

    @Override
    public void modifyRefused(final long sequence, final long id) {
        count(id);
    }
}
