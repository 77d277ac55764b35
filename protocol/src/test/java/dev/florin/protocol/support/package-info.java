/** Requests and answers to test with, and the way of a request back out of its frame. */
package dev.florin.protocol.support;
