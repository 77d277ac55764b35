/** Events as immutable values, and their way out of frames. */
package dev.florin.protocol.event;
