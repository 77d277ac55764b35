/**
 * The ledger as a payments engineer wants to write it: {@link dev.florin.engine.client.Florin} on an open engine, accounts
 * and amounts bound to their {@link dev.florin.engine.client.Ledger}, commands built by name, answers as typed {@link
 * dev.florin.engine.client.Result}s.
 *
 * <p>Three rules hold throughout:
 *
 * <ul>
 *   <li>A refusal is a value, never an exception. Exceptions mean a programming error (an amount of another ledger), or
 *       that no answer came.
 *   <li>No answer means "ask again by key": {@link dev.florin.engine.client.NoAnswerException}. The same command under the
 *       same key can be sent any number of times, from anywhere, and takes effect once.
 *   <li>Everything here is a value or safe for any thread, but for builders, which belong to the thread that fills them.
 * </ul>
 *
 * <p>It sits on {@link dev.florin.engine.FlorinClient} and adds objects per call; who counts allocations uses {@link
 * dev.florin.engine.Session}.
 */
package dev.florin.engine.client;
