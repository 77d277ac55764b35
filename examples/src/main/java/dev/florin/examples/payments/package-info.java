/**
 * A payments front end, use case by use case, as its engineers would write it. The README shows what stands between {@code
 * // example} and {@code // end of example}; the tests run it.
 */
package dev.florin.examples.payments;
