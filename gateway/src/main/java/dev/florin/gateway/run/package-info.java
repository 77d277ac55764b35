/**
 * The run of command lines through an embedded engine: lines in, answers out in the same order, a summary at the end.
 */
package dev.florin.gateway.run;
