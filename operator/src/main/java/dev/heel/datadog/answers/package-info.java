/**
 * Reads the answer to one call in bounded time and bounded memory. For the client alone: nothing
 * above {@code dev.heel.datadog} sees an answer.
 */
package dev.heel.datadog.answers;
