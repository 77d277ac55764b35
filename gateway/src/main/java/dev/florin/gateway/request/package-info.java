/**
 * What a line says: JSON fields taken off by a table, checked against the op's own table, and made into requests of the
 * protocol. Everything here refuses with an outcome, a reason in words and, in an entry, the leg.
 */
package dev.florin.gateway.request;
