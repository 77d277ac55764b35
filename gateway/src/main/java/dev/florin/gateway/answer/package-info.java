/** Answers as JSON Lines. */
package dev.florin.gateway.answer;
