/** What people and scripts read: commands as JSON, CSV and words, times, amounts, and where lines go. */
package dev.florin.replay.text;
