/** A trading front end as an exchange's engineer writes it. */
package dev.florin.examples.trading;
