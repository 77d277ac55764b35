/** Answers and events as JSON Lines. */
package dev.florin.gateway.answer;
