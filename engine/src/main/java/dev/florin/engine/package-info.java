/**
 * What a front end embeds. A command's way: {@link dev.florin.engine.Session#offer} checks and encodes it and publishes it
 * in the {@link dev.florin.engine.CommandRing}; the {@link dev.florin.engine.EngineThread} copies it into the journal's
 * batch, appends, applies, and writes the answer into the session's {@link dev.florin.engine.AnswerQueue}, behind the
 * sequence that gates it; the {@link dev.florin.engine.SyncThread} makes the batch durable and publishes that;
 * {@link dev.florin.engine.Session#poll} hands out what is durable.
 *
 * <pre>
 *  front-end thread        engine thread                              sync thread           front-end thread
 *  offer -> [ CommandRing ] -> append -> apply -> [ AnswerQueue ]        |                    poll
 *                                |                                       v                     ^
 *                                +------ [ journal staging ] ------> write, force -> durable --+
 * </pre>
 */
package dev.florin.engine;
