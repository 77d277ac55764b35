/** How figures are collected and told: tables for people, JSON for programs. */
package dev.florin.benchmarks.report;
