/** The engine under transfers: throughput and latency, beside what the machine could do without it. */
package dev.florin.benchmarks.transfers;
