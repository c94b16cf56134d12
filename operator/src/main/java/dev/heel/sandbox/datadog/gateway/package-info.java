/**
 * The one way from a connection to a route and back: keys, limits, faults, counting. No API knows
 * it.
 */
package dev.heel.sandbox.datadog.gateway;
