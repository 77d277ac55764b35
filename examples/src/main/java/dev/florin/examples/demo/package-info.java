/**
 * Black Friday in one command. One process runs the engine and the front ends that hammer it ({@link
 * dev.florin.examples.demo.LoadProcess}); another kills it, recovers, asks every command again and judges ({@link
 * dev.florin.examples.demo.Demo}). What crosses from one to the other is what clients know: which commands they sent, which
 * answers they were given.
 */
package dev.florin.examples.demo;
