/**
 * Datadog's API as data: routes, forms of ids, envelopes, calls and their errors, and the one port
 * through which they go. Knows nothing else of the engine.
 */
package dev.heel.engine.api;
