/** JSON Lines, as all text doors write them: values without a tree, and events. */
package dev.florin.protocol.json;
