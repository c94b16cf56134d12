/**
 * The pure core: what an object should be, how it differs, what to do about it; and the one port to
 * Datadog. No clock, environment, client or logger in here.
 */
package dev.heel.engine;
