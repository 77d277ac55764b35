/**
 * Snapshot files: chunks of bytes that mean nothing to the journal, checksummed and chained, whole or not there. A snapshot
 * belongs to a journal and a sequence; recovery starts with the newest that is whole and replays what comes behind it.
 */
package dev.florin.journal.snapshot;
