/** JMH benchmarks of the single steps on a command's way. */
package dev.florin.benchmarks.steps;
