/** Commands and reads as immutable values, and their way into frames. */
package dev.florin.protocol.command;
