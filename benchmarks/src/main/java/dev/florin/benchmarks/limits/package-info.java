/** The raw limits of the machine, without the engine. */
package dev.florin.benchmarks.limits;
