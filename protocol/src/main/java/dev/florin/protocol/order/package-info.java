/** What orders and instruments are made of: the words of trading, with their codes in frames. */
package dev.florin.protocol.order;
