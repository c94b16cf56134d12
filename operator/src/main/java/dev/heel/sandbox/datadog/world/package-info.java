/**
 * What is the same for all kinds of objects: time, counters, switches, organisations, and how
 * objects are kept so that lists can lag behind them. Knows no HTTP and no kind.
 */
package dev.heel.sandbox.datadog.world;
