/** The demo's command line; what it runs is in {@link dev.florin.examples.demo}. */
package dev.florin.examples;
