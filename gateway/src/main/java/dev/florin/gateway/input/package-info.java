/** Where command lines come from: files plain or compressed, standard input, cut into bounded lines of valid UTF-8. */
package dev.florin.gateway.input;
