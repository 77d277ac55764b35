/** The doors of Florin for those who are not Java, and the command lines that open them. */
package dev.florin.gateway;
