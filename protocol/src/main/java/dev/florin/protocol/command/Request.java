package dev.florin.protocol.command;

/** What a front end may ask: a {@link Command} that changes state, or a {@link Read} that does not. */
public sealed interface Request permits Command, Read {}
