/** The engine under exchange-core's own throughput workload, with its results as the answer to reach. */
package dev.florin.benchmarks.exchangecore;
