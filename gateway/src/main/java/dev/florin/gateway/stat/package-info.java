/** The counters of an engine, read from outside its process. */
package dev.florin.gateway.stat;
